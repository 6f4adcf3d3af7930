"use client";

import { type ReactNode, useState } from "react";
import { useMay } from "@/components/data/workspace-context";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { JourneyResource, PublishRequest } from "@/lib/api/schemas/journey";
import { TestVerdicts } from "./test-verdicts";
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
            <TestVerdicts results={results} />
          ) : (
            <div className="flex flex-col gap-3">
              <TestVerdicts results={results} />
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
