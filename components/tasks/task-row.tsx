"use client";

import Link from "next/link";
import { useState } from "react";
import { useSession } from "@/components/data/session-context";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Line } from "@/components/ui/line";
import { RelativeTime } from "@/components/ui/relative-time";
import type { TaskResource } from "@/lib/api/schemas/task";
import { AssigneeMenu } from "./assignee-menu";
import type { useTaskActions } from "./use-task-actions";

type TaskRowProps = {
  task: TaskResource;
  now: number | undefined;
  actions: ReturnType<typeof useTaskActions>;
  onTick: () => void;
  /** its notes are shown from the beginning */
  opened?: boolean;
};

const link = "underline-offset-4 hover:text-foreground hover:underline";

/** One task: tick it off, read what it is about, go to the person, hand it on. */
export function TaskRow({ task, now, actions, onTick, opened = false }: TaskRowProps) {
  const { slug } = useWorkspace();
  const { user } = useSession();
  const may = useMay("edit") || task.assignee?.email === user.email;
  const [open, setOpen] = useState(opened);
  const done = task.state === "done";
  const busy = actions.tick.isPending && actions.tick.variables.task.id === task.id;
  return (
    <Line className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3 border-border border-b px-4 py-3 last:border-b-0 sm:grid-cols-[auto_minmax(0,1fr)_minmax(0,14rem)] sm:px-5">
      <input
        type="checkbox"
        checked={done}
        // Not disabled while it is on its way: whoever has ticked it by key stays on it.
        onChange={busy ? () => undefined : onTick}
        disabled={!may}
        aria-disabled={busy || undefined}
        aria-label={`${task.title}: done`}
        className="mt-1 size-4.5 accent-success"
      />
      <div className="min-w-0">
        <button
          type="button"
          data-task={task.id}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className={cn(
            "block w-full text-left font-medium [overflow-wrap:anywhere]",
            done && "text-muted-foreground line-through",
          )}
        >
          {task.title}
        </button>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-muted-foreground text-xs">
          <When task={task} now={now} />
          <Link href={`/w/${slug}/people/${encodeURIComponent(task.external_id)}`} className={link}>
            {task.person_name ?? task.external_id}
          </Link>
          <span aria-hidden="true" className="max-sm:hidden">
            ·
          </span>
          <Link
            href={`/w/${slug}/journeys/${task.journey_id}?person=${encodeURIComponent(task.external_id)}&run=${task.enrollment_id}`}
            className={cn(link, "max-sm:basis-full")}
          >
            {task.journey_name ?? "a deleted journey"}
          </Link>
        </p>
        {open ? <Notes task={task} /> : null}
      </div>
      <div className="-ml-2.5 flex min-w-0 max-sm:col-start-2 sm:ml-0 sm:justify-end">
        <AssigneeMenu task={task} may={may && !done} onAssign={(to) => actions.assign.mutate({ task, to })} />
      </div>
    </Line>
  );
}

function When({ task, now }: { task: TaskResource; now: number | undefined }) {
  if (task.completed_at)
    return (
      <span>
        done <RelativeTime at={task.completed_at} now={now} />
        {task.completed_by ? ` by ${task.completed_by}` : ""}
      </span>
    );
  if (task.due_at === null) return <span>no due time</span>;
  return (
    <Badge tone={task.overdue ? "danger" : "neutral"}>
      {task.overdue ? "late, due" : "due"} <RelativeTime at={task.due_at} now={now} />
    </Badge>
  );
}

function Notes({ task }: { task: TaskResource }) {
  return (
    <p className="mt-2 whitespace-pre-wrap rounded-lg bg-muted px-3 py-2 text-sm [overflow-wrap:anywhere]">
      {task.notes || "No notes."}
    </p>
  );
}
