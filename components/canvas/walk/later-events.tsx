"use client";

import { Plus, X } from "lucide-react";
import type { ApiError } from "@/components/data/api-error";
import { DurationInput } from "@/components/pickers/duration-input";
import { EventPicker } from "@/components/pickers/event-picker";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { JsonObject } from "@/lib/journey/json";
import { PropertyRows } from "./property-rows";

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
  const replace = (index: number, next: LaterEvent) => onChange(value.map((e, i) => (i === index ? next : e)));
  return (
    <section aria-label="What they do later" className="flex flex-col gap-2">
      <h3 className="font-medium text-[0.8125rem]">Then they …</h3>
      {value.map((later, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: events have no identity but their place
        <div key={index} className="relative flex flex-col gap-1.5 rounded-lg border border-border p-2 pr-9">
          <EventPicker
            aria-label={`Event ${index + 1}`}
            value={later.event}
            onChange={(event) => replace(index, { ...later, event })}
          />
          <div className="flex items-center gap-2">
            <span className="text-muted-foreground text-xs">after</span>
            <DurationInput
              compact
              label={`When event ${index + 1} happens`}
              value={later.after}
              onChange={(after) => replace(index, { ...later, after })}
            />
          </div>
          <PropertyRows
            label={`Properties of event ${index + 1}`}
            noun={`Event ${index + 1}, property`}
            addLabel="Add a property"
            value={later.properties}
            onChange={(properties) => replace(index, { ...later, properties })}
            error={error?.fieldError(`events.${index}.event`) ?? error?.fieldError(`events.${index}.after`)}
          />
          <IconButton
            label={`Remove event ${index + 1}`}
            size="icon-xs"
            className="absolute top-2 right-1"
            onClick={() => onChange(value.filter((_, i) => i !== index))}
          >
            <X />
          </IconButton>
        </div>
      ))}
      <Button
        variant="outline"
        size="xs"
        className="w-fit"
        onClick={() => onChange([...value, { event: "", after: "PT1H", properties: {} }])}
      >
        <Plus /> Add an event
      </Button>
    </section>
  );
}
