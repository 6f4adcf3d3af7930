"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useWorkspace } from "@/components/data/workspace-context";
import { toast } from "@/components/ui/toast";
import type { TaskResource } from "@/lib/api/schemas/task";

/** Tick off, put back, hand on: at once, with an undo instead of a question. */
export function useTaskActions() {
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  const refresh = () => queries.invalidateQueries({ queryKey: [slug, "tasks"] });
  const onError = (error: unknown) => void toast.error("That did not work", { description: problemText(error) });
  const tick = useMutation({
    mutationFn: ({ task, done }: { task: TaskResource; done: boolean }) =>
      apiFetch<TaskResource>(`/tasks/${task.id}/${done ? "complete" : "reopen"}`, { method: "POST" }),
    onSuccess: async (_, { task, done }) => {
      await refresh();
      toast.success(done ? "Done" : "Back on the list", {
        id: `task-${task.id}`,
        description: task.title,
        undo: () => tick.mutate({ task, done: !done }),
      });
    },
    onError,
  });
  const assign = useMutation({
    mutationFn: ({ task, to }: { task: TaskResource; to: TaskResource["assignee"] }) =>
      apiFetch<TaskResource>(`/tasks/${task.id}`, { method: "PATCH", body: { assignee: to?.user_id ?? null } }),
    onSuccess: async (_, { task, to }) => {
      await refresh();
      toast.success(to ? `Given to ${to.name || to.email}` : "Anybody may take it now", {
        id: `task-${task.id}`,
        description: task.title,
        undo: () => assign.mutate({ task: { ...task, assignee: to }, to: task.assignee }),
      });
    },
    onError,
  });
  return { tick, assign };
}
