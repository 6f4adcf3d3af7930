"use client";

import { X } from "lucide-react";
import { ApiError } from "@/components/data/api-client";
import { QueryFailed } from "@/components/data/query-failed";
import { useClock } from "@/components/data/use-clock";
import { useResource } from "@/components/data/use-resource";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import type { TaskResource } from "@/lib/api/schemas/task";
import { TaskRow } from "./task-row";
import type { useTaskActions } from "./use-task-actions";

type LinkedTaskProps = { id: string; actions: ReturnType<typeof useTaskActions>; onClose: () => void };

/** The task that a notice's link leads to, whatever filter is on and whether it is done or not. */
export function LinkedTask({ id, actions, onClose }: LinkedTaskProps) {
  const now = useClock();
  const task = useResource<TaskResource>("tasks", `/tasks/${encodeURIComponent(id)}`);
  if (task.error instanceof ApiError && task.error.status === 404)
    return (
      <Alert tone="warning">This task is not here: it went with its person, or belongs to another workspace.</Alert>
    );
  if (task.isLoadingError) return <QueryFailed error={task.error} onRetry={() => void task.refetch()} />;
  if (!task.data) return null;
  return (
    <Card
      flush
      title="From your notice"
      actions={
        <IconButton label="Close" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      }
    >
      <ul>
        <TaskRow
          key={id}
          task={task.data}
          now={now}
          actions={actions}
          onTick={() => actions.tick.mutate({ task: task.data, done: task.data.state === "open" })}
          opened
        />
      </ul>
    </Card>
  );
}
