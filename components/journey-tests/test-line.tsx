"use client";

import { Check, CircleCheck, CircleDashed, CircleX, MoreHorizontal, Pencil, Trash2 } from "lucide-react";
import { useCanvasEnvironment } from "@/components/canvas/canvas-context";
import { useJourneyView } from "@/components/canvas/view/journey-view";
import { DropdownMenu } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { Line } from "@/components/ui/line";
import type { JourneyTestResource, TestResult } from "@/lib/api/schemas/journey-test";
import { expectationFrom } from "@/lib/engine/expectation-from";
import { describeDifference } from "./describe-difference";
import { useChangeTests } from "./use-journey-tests";

type TestLineProps = {
  journeyId: string;
  test: JourneyTestResource;
  /** absent while it is being run, or when the draft cannot be walked */
  result: TestResult | undefined;
  onEdit: () => void;
};

/** One test: whether it passes, and if not, the first thing that is not as expected. */
export function TestLine({ journeyId, test, result, onEdit }: TestLineProps) {
  const { editable } = useCanvasEnvironment();
  const { views } = useJourneyView();
  const { accept, remove } = useChangeTests(journeyId);
  const difference = result && describeDifference(result, views);
  return (
    <Line className="flex items-start gap-3 px-5 py-3">
      <Verdict result={result} />
      <div className="min-w-0 flex-1">
        <button
          type="button"
          className="block max-w-full truncate text-left font-medium hover:underline"
          onClick={onEdit}
        >
          {test.name}
        </button>
        <p className="text-muted-foreground text-xs">{setting(test)}</p>
        {difference ? <p className="mt-1 text-[0.8125rem] text-danger-text">{difference}</p> : null}
      </div>
      {editable ? (
        <DropdownMenu
          align="end"
          trigger={
            <IconButton label={`More for ${test.name}`} size="icon-sm">
              <MoreHorizontal />
            </IconButton>
          }
          items={[
            { label: "Edit", icon: <Pencil />, onSelect: onEdit },
            ...(result && !result.passed
              ? [
                  {
                    label: "Expect what happens now",
                    icon: <Check />,
                    onSelect: () => accept.mutate({ test, expect: expectationFrom(result.actual) }),
                  },
                ]
              : []),
            { label: "Delete", icon: <Trash2 />, danger: true, onSelect: () => remove.mutate(test) },
          ]}
        />
      ) : null}
    </Line>
  );
}

function Verdict({ result }: { result: TestResult | undefined }) {
  if (!result) return <CircleDashed className="mt-0.5 size-4.5 shrink-0 text-muted-foreground" aria-label="Not run" />;
  return result.passed ? (
    <CircleCheck className="mt-0.5 size-4.5 shrink-0 text-success" aria-label="Passes" />
  ) : (
    <CircleX className="mt-0.5 size-4.5 shrink-0 text-danger-text" aria-label="Fails" />
  );
}

/** "Ada: cart_abandoned, then purchase_completed". */
function setting({ person, trigger, events }: JourneyTestResource): string {
  const who = [person.first_name, person.last_name].filter(Boolean).join(" ") || person.email || person.external_id;
  const what = [trigger.event ?? "entered by hand", ...events.map(({ event }) => event)].join(", then ");
  return `${who ?? "Somebody"}: ${what}`;
}
