"use client";

import { WandSparkles } from "lucide-react";
import { useState } from "react";
import { useCanvas, useCanvasEnvironment } from "@/components/canvas/canvas-context";
import { useJourneyView } from "@/components/canvas/view/journey-view";
import { problemText } from "@/components/data/problem-text";
import { useClock } from "@/components/data/use-clock";
import { useDebounced } from "@/components/data/use-debounced";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Sheet } from "@/components/ui/sheet";
import type { JourneyTestResource, TestResult } from "@/lib/api/schemas/journey-test";
import { expectationFrom } from "@/lib/engine/expectation-from";
import { type JourneyTestCase, journeyTestCaseSchema } from "@/lib/journey/journey-test";
import { describeDifference } from "./describe-difference";
import { describeOutcome } from "./describe-outcome";
import { ExpectationFields } from "./expectation-fields";
import { newCase, saysSomething } from "./new-case";
import { SettingFields } from "./setting-fields";
import { SettingJson } from "./setting-json";
import { useCaseRun, useChangeTests } from "./use-journey-tests";

type TestFormProps = {
  journeyId: string;
  /** absent: a new one */
  test: JourneyTestResource | undefined;
  onClose: () => void;
};

/** Writes or changes a test; beside it stands what comes of it with the draft as it is saved. */
export function TestForm({ journeyId, test, onClose }: TestFormProps) {
  const { editable } = useCanvasEnvironment();
  const graph = useCanvas((s) => s.history.present.graph);
  const [name, setName] = useState(test?.name ?? "");
  const [value, setValue] = useState<JourneyTestCase>(() => (test ? caseOf(test) : newCase(graph.nodes)));
  const [as, setAs] = useState<"fields" | "json">("fields");
  const [broken, setBroken] = useState(false);
  const now = useClock();
  // As soon as it is known what time it is here, and then no more: a test says the same tomorrow.
  if (value.start_at === "" && now !== undefined) setValue({ ...value, start_at: new Date(now).toISOString() });
  const { create, change } = useChangeTests(journeyId);
  const judged = useDebounced(value, 400);
  const run = useCaseRun(journeyId, broken || judged.start_at === "" ? undefined : judged);
  const result = run.isError ? undefined : run.data?.results[0];
  const saving = test ? change : create;
  const save = () => {
    const done = { onSuccess: onClose };
    if (test) change.mutate({ id: test.id, patch: { name, ...value } }, done);
    else create.mutate({ name, ...value }, done);
  };
  const set = (part: Partial<JourneyTestCase>) => setValue((before) => ({ ...before, ...part }));
  const complete = journeyTestCaseSchema.safeParse(value).success && !broken && name.trim() !== "";
  return (
    <Sheet
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={test ? test.name : "Write a test"}
      description="Somebody, what they do, and what must come of it."
      className="max-w-2xl"
      footer={
        <>
          <Button variant="outline" onClick={onClose}>
            {editable ? "Cancel" : "Close"}
          </Button>
          {editable ? (
            <Button disabled={!complete} loading={saving.isPending} onClick={save}>
              Save the test
            </Button>
          ) : null}
        </>
      }
    >
      <fieldset disabled={!editable} className="flex min-w-0 flex-col gap-6 pt-3">
        <legend className="sr-only">The test</legend>
        <Field label="Name">
          <Input
            value={name}
            maxLength={200}
            placeholder="Who buys within the hour gets no reminder"
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </Field>
        <div className="flex flex-col gap-4">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h3 className="font-semibold">Who and what</h3>
            <SegmentedControl
              label="Written as"
              size="sm"
              value={as}
              onValueChange={(next) => {
                setAs(next);
                setBroken(false);
              }}
              options={[
                { value: "fields", label: "Fields" },
                { value: "json", label: "JSON" },
              ]}
            />
          </div>
          {as === "fields" ? (
            <SettingFields value={value} onChange={set} />
          ) : (
            <SettingJson value={value} onChange={set} onBroken={setBroken} />
          )}
        </div>
        <section aria-label="What must happen" className="flex flex-col gap-4">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h3 className="font-semibold">What must happen</h3>
            <Button
              variant="outline"
              size="xs"
              disabled={!result}
              onClick={() => result && set({ expect: expectationFrom(result.actual) })}
            >
              <WandSparkles /> Expect what happens now
            </Button>
          </div>
          <Now result={result} error={run.error} asked={saysSomething(value.expect)} />
          <ExpectationFields value={value.expect} onChange={(expect) => set({ expect })} />
        </section>
        {saving.isError ? (
          <Alert tone="danger" live>
            {problemText(saving.error)}
          </Alert>
        ) : null}
      </fieldset>
    </Sheet>
  );
}

type NowProps = {
  result: TestResult | undefined;
  error: Error | null;
  /** something is expected, so that there is a verdict */
  asked: boolean;
};

/** What comes of the case as it is written now. */
function Now({ result, error, asked }: NowProps) {
  const { views } = useJourneyView();
  if (error) return <Alert tone="warning">{problemText(error)}</Alert>;
  if (!result) return null;
  if (!asked) return <Alert>{describeOutcome(result.actual)}</Alert>;
  if (result.passed) return <Alert tone="success">It passes with the draft as it is saved.</Alert>;
  return <Alert tone="danger">{describeDifference(result, views)}</Alert>;
}

function caseOf({ id: _id, name: _name, created_at: _c, updated_at: _u, ...definition }: JourneyTestResource) {
  return definition;
}
