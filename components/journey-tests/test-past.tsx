"use client";

import { EventRows } from "@/components/canvas/walk/event-rows";
import type { JourneyTestCase } from "@/lib/journey/journey-test";
import { Folded } from "./folded";

type Person = JourneyTestCase["person"];

/** What they did before they entered, for steps that count it. */
export function TestPast({ value, onChange }: { value: Person; onChange: (next: Person) => void }) {
  const history = value.history ?? [];
  return (
    <Folded label="What they did before" count={history.length}>
      <EventRows
        label="What they did before"
        noun="Earlier event"
        wordBehind="before they entered"
        addLabel="Add an earlier event"
        value={history.map(({ before, ...rest }) => ({ ...rest, span: before }))}
        onChange={(next) =>
          onChange({
            ...value,
            history: next.length > 0 ? next.map(({ span, ...rest }) => ({ ...rest, before: span })) : undefined,
          })
        }
      />
    </Folded>
  );
}
