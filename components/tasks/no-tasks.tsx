"use client";

import { ListChecks } from "lucide-react";
import Link from "next/link";
import { useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { type TaskView, taskViews } from "./task-views";

/** Nothing under this filter; or nothing at all yet, with where tasks come from. */
export function NoTasks({ view, none }: { view: TaskView; none: boolean }) {
  const { slug } = useWorkspace();
  if (!none || view === "done")
    return (
      <EmptyState
        icon={<ListChecks />}
        title={taskViews[view].nothing}
        {...(view === "all" || view === "done"
          ? {}
          : {
              action: (
                <Button asChild variant="outline">
                  <Link href={`/w/${slug}/tasks?view=all`}>All open tasks</Link>
                </Button>
              ),
            })}
      />
    );
  return (
    <EmptyState
      icon={<ListChecks />}
      title="No tasks yet"
      description="A journey puts them here with the step “Create a task”. For example “Call {{ first_name }} about their trial”, for two of you in turn, due in 4 hours."
      action={
        <Button asChild>
          <Link href={`/w/${slug}/journeys`}>Add the step to a journey</Link>
        </Button>
      }
    />
  );
}
