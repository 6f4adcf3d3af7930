"use client";

import { useResource } from "@/components/data/use-resource";
import { useUrlState } from "@/components/data/use-url-state";
import { PageBody } from "@/components/ui/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { TaskCounts } from "@/lib/api/schemas/task";
import { LinkedTask } from "./linked-task";
import { TaskList } from "./task-list";
import { isTaskView, type TaskView, taskViews } from "./task-views";
import { useTaskActions } from "./use-task-actions";

const REFRESH_MS = 15_000;

/** What journeys ask of the team. */
export function TasksPage() {
  const [chosen, setView] = useUrlState("view");
  const [linked, setLinked] = useUrlState("task");
  const counts = useResource<TaskCounts>("tasks", "/tasks/counts", { refetchMs: REFRESH_MS });
  const actions = useTaskActions();
  const view: TaskView = isTaskView(chosen) ? chosen : "mine";
  return (
    <PageBody>
      <PageHeader title="Tasks" description="What journeys ask of you and your team, the most urgent first." />
      {linked ? <LinkedTask id={linked} actions={actions} onClose={() => setLinked("")} /> : null}
      <div className="max-w-full overflow-x-auto">
        <SegmentedControl
          label="Show"
          value={view}
          onValueChange={(next) => setView(next === "mine" ? "" : next)}
          options={(Object.keys(taskViews) as TaskView[]).map((value) => ({
            value,
            label: <ViewLabel view={value} counts={counts.data} />,
          }))}
        />
      </div>
      <TaskList view={view} none={counts.data?.all === 0} actions={actions} />
    </PageBody>
  );
}

function ViewLabel({ view, counts }: { view: TaskView; counts: TaskCounts | undefined }) {
  const { label, count } = taskViews[view];
  const n = count && counts ? counts[count] : 0;
  return (
    <>
      {label}
      {n > 0 ? <span className="text-xs tabular-nums opacity-80">{n.toLocaleString("en")}</span> : null}
    </>
  );
}
