"use client";

import { CircleCheck, CircleX } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useJourneyView } from "@/components/canvas/view/journey-view";
import { useMay } from "@/components/data/workspace-context";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { JourneyResource, PublishRequest } from "@/lib/api/schemas/journey";
import { describeDifference } from "./describe-difference";
import { useTestRun } from "./use-journey-tests";

type PublishTests = {
  /** some test fails, and nothing that may be done about it has been said */
  blocked: boolean;
  /** goes into the publish request */
  request: Pick<PublishRequest, "override_tests">;
  /** the verdict, to be shown before publishing; null without tests */
  section: ReactNode;
};

/** What the journey's tests mean for publishing: failing ones block, and an owner may say why that does not matter. */
export function usePublishTests(journey: JourneyResource): PublishTests {
  const mayOverride = useMay("override_tests");
  const { views } = useJourneyView();
  const run = useTestRun(journey);
  const [reason, setReason] = useState("");
  const results = run.isError ? [] : (run.data?.results ?? []);
  const failing = results.filter((result) => !result.passed);
  const said = mayOverride && reason.trim().length >= 3;
  return {
    blocked: failing.length > 0 && !said,
    request: failing.length > 0 && said ? { override_tests: { reason: reason.trim() } } : {},
    section:
      results.length === 0 ? null : (
        <section aria-label="Tests">
          <h3 className="mb-1 font-medium">Tests</h3>
          {failing.length === 0 ? (
            <p className="flex items-center gap-2">
              <CircleCheck className="size-4.5 text-success" aria-hidden="true" />
              {results.length === 1 ? "The one test passes." : `All ${results.length} tests pass.`}
            </p>
          ) : (
            <div className="flex flex-col gap-3">
              <ul className="flex flex-col gap-2">
                {failing.map((result) => (
                  <li key={result.id} className="flex items-start gap-2">
                    <CircleX className="mt-0.5 size-4 shrink-0 text-danger-text" aria-label="Fails" />
                    <span className="min-w-0">
                      <span className="block font-medium">{result.name}</span>
                      <span className="block text-muted-foreground text-xs">{describeDifference(result, views)}</span>
                    </span>
                  </li>
                ))}
              </ul>
              {mayOverride ? (
                <Field
                  label="Publish all the same, because"
                  help="As an owner you may. Your reason is kept in the audit log."
                >
                  <Textarea
                    rows={2}
                    maxLength={1_000}
                    value={reason}
                    onChange={(e) => setReason(e.currentTarget.value)}
                  />
                </Field>
              ) : (
                <p className="text-muted-foreground text-xs">Only an owner may publish although a test fails.</p>
              )}
            </div>
          )}
        </section>
      ),
  };
}
