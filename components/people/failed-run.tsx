"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useWorkspace } from "@/components/data/workspace-context";
import { StepError } from "@/components/stuck/step-error";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { formatMoment } from "@/components/ui/format-moment";
import type { EnrollmentDetail } from "@/lib/api/schemas/enrollment";
import type { Graph } from "@/lib/journey/graph";
import type { Names } from "@/lib/journey/names";
import { describeVisit } from "./describe-visit";

type FailedRunProps = {
  run: EnrollmentDetail;
  graph: Graph | undefined;
  names: Names;
  /** lets them go on */
  again: ReactNode;
};

/** Of a run that a step failed for: at which step they stand and since when, what went wrong, and what can be done. */
export function FailedRun({ run, graph, names, again }: FailedRunProps) {
  const { slug, timezone } = useWorkspace();
  const failed = run.visits.findLast(({ outcome }) => outcome === "failed");
  const step = failed ? describeVisit(failed, graph, names).step : undefined;
  return (
    <Alert
      tone="danger"
      title={step ? `A step failed for them, and they are set aside at: ${step}` : "A step failed for them"}
    >
      <div className="flex flex-col gap-2">
        {run.ended_at ? (
          <p>Since {formatMoment(run.ended_at, timezone)}. It does not go on by itself any more.</p>
        ) : null}
        <StepError error={failed?.reason ?? run.end_reason ?? ""} />
        <p>
          They keep their place and get nothing more of this journey until you let them walk again. Mend first what the
          step or their data lacks. If they should not go on, leave it as it is.
        </p>
        <div className="flex flex-wrap gap-2">
          {again}
          {failed ? (
            <Button asChild size="xs" variant="outline">
              <Link href={`/w/${slug}/journeys/${run.journey_id}?node=${encodeURIComponent(failed.node_id)}`}>
                Open the step
              </Link>
            </Button>
          ) : null}
        </div>
      </div>
    </Alert>
  );
}
