import type { TaskCounts } from "@/lib/api/schemas/task";

export type TaskView = "mine" | "nobody" | "all" | "overdue" | "done";

/** The filters of the list: what each asks the API for, and which of the counts it shows. */
export const taskViews: Readonly<
  Record<TaskView, { label: string; count?: keyof TaskCounts; query: Record<string, string>; nothing: string }>
> = {
  mine: { label: "Mine", count: "mine", query: { assignee: "me" }, nothing: "Nothing is waiting for you" },
  nobody: {
    label: "Nobody’s",
    count: "nobody",
    query: { assignee: "nobody" },
    nothing: "Every open task has somebody",
  },
  all: { label: "All open", count: "all", query: {}, nothing: "Nothing is open" },
  overdue: { label: "Late", count: "overdue", query: { overdue: "true" }, nothing: "Nothing is late" },
  done: { label: "Done", query: { state: "done" }, nothing: "Nothing has been done yet" },
};

export function isTaskView(text: string): text is TaskView {
  return Object.hasOwn(taskViews, text);
}
