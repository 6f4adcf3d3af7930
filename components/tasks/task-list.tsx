"use client";

import { useRef } from "react";
import { neighbourOf } from "@/components/data/neighbour-of";
import { QueryFailed } from "@/components/data/query-failed";
import { useClock } from "@/components/data/use-clock";
import { useCursorList } from "@/components/data/use-cursor-list";
import { useListKeys } from "@/components/data/use-list-keys";
import { Card } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import type { TaskResource } from "@/lib/api/schemas/task";
import { NoTasks } from "./no-tasks";
import { TaskRow } from "./task-row";
import { type TaskView, taskViews } from "./task-views";
import { useDoneKey } from "./use-done-key";
import type { useTaskActions } from "./use-task-actions";

const REFRESH_MS = 15_000;

type TaskListProps = { view: TaskView; none: boolean; actions: ReturnType<typeof useTaskActions> };

/** The tasks of one filter. Arrows or j and k go through it, d ticks off whichever has the focus. `none`: there has never been an open one. */
export function TaskList({ view, none, actions }: TaskListProps) {
  const list = useRef<HTMLUListElement>(null);
  const now = useClock();
  const tasks = useCursorList<TaskResource>("tasks", "/tasks", { query: taskViews[view].query, refetchMs: REFRESH_MS });
  const focused = () => document.activeElement?.closest("li")?.querySelector<HTMLElement>("[data-task]")?.dataset.task;
  const focus = (id: string | undefined) => list.current?.querySelector<HTMLElement>(`[data-task="${id}"]`)?.focus();
  useListKeys((step) => focus(neighbourOf(tasks.items, focused(), step)?.id));
  /** The focus goes on to the next one, because this one is about to leave the list. */
  const tick = (task: TaskResource) => {
    const next = neighbourOf(tasks.items, task.id, 1) ?? neighbourOf(tasks.items, task.id, -1);
    actions.tick.mutate({ task, done: task.state === "open" });
    focus(next?.id);
  };
  useDoneKey(() => {
    const id = focused();
    const task = tasks.items.find((one) => one.id === id);
    if (task) tick(task);
  });
  if (tasks.isLoadingError) return <QueryFailed error={tasks.error} onRetry={() => void tasks.refetch()} />;
  if (tasks.isPending) return <TableSkeleton label="Loading tasks" />;
  if (tasks.items.length === 0) return <NoTasks view={view} none={none} />;
  return (
    <Card flush>
      <ul ref={list} aria-label="Tasks">
        {tasks.items.map((task) => (
          <TaskRow key={task.id} task={task} now={now} actions={actions} onTick={() => tick(task)} />
        ))}
      </ul>
      <Pagination
        shown={tasks.items.length}
        noun={tasks.items.length === 1 ? "task" : "tasks"}
        hasMore={tasks.hasNextPage}
        loading={tasks.isFetchingNextPage}
        failed={tasks.isFetchNextPageError}
        onMore={() => void tasks.fetchNextPage()}
      />
    </Card>
  );
}
