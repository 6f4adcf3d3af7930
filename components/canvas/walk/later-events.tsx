"use client";

import type { ApiError } from "@/components/data/api-error";
import type { JsonObject } from "@/lib/journey/json";
import { EventRows } from "./event-rows";

/** Something the person does later; `after` is ISO-8601, counted from the start of the walk. */
export type LaterEvent = { event: string; after: string; properties: JsonObject };

type LaterEventsProps = {
  value: LaterEvent[];
  onChange: (next: LaterEvent[]) => void;
  /** what the API said of the last walk */
  error?: ApiError | undefined;
};

/** What the person does while they are inside, so that waits and goals can be tried. */
export function LaterEvents({ value, onChange, error }: LaterEventsProps) {
  return (
    <EventRows
      title="Then they …"
      label="What they do later"
      noun="Event"
      word="after"
      addLabel="Add an event"
      value={value.map(({ after, ...rest }) => ({ ...rest, span: after }))}
      onChange={(next) => onChange(next.map(({ span, ...rest }) => ({ ...rest, after: span })))}
      errorOf={(index) => error?.fieldError(`events.${index}.event`) ?? error?.fieldError(`events.${index}.after`)}
    />
  );
}
