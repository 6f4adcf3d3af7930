"use client";

import { Plus, X } from "lucide-react";
import { DurationInput } from "@/components/pickers/duration-input";
import { EventPicker } from "@/components/pickers/event-picker";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { JsonObject } from "@/lib/journey/json";
import { PropertyRows } from "./property-rows";

/** Something a person does; `span` is ISO-8601, from or until the start of the walk. */
export type EventRow = { event: string; span: string; properties: JsonObject };

type EventRowsProps = {
  title?: string;
  /** names the list, and begins the names of its controls: "Event 1" */
  label: string;
  noun: string;
  /** what stands before the span: "after" */
  word?: string;
  /** what stands behind it */
  wordBehind?: string;
  addLabel: string;
  value: readonly EventRow[];
  onChange: (next: EventRow[]) => void;
  errorOf?: (index: number) => string | undefined;
};

/** Events with when they happen and their properties. */
export function EventRows({
  title,
  label,
  noun,
  word,
  wordBehind,
  addLabel,
  value,
  onChange,
  errorOf,
}: EventRowsProps) {
  const replace = (index: number, next: EventRow) => onChange(value.map((e, i) => (i === index ? next : e)));
  return (
    <section aria-label={label} className="flex flex-col gap-2">
      {title ? <h3 className="font-medium text-[0.8125rem]">{title}</h3> : null}
      {value.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: events have no identity but their place
        <div key={index} className="relative flex flex-col gap-1.5 rounded-lg border border-border p-2 pr-9">
          <EventPicker
            aria-label={`${noun} ${index + 1}`}
            value={row.event}
            onChange={(event) => replace(index, { ...row, event })}
          />
          <div className="flex items-center gap-2 text-muted-foreground text-xs">
            {word ? <span>{word}</span> : null}
            <DurationInput
              compact
              label={`When ${noun.toLowerCase()} ${index + 1} happens`}
              value={row.span}
              onChange={(span) => replace(index, { ...row, span })}
            />
            {wordBehind ? <span>{wordBehind}</span> : null}
          </div>
          <PropertyRows
            label={`Properties of ${noun.toLowerCase()} ${index + 1}`}
            noun={`${noun} ${index + 1}, property`}
            addLabel="Add a property"
            value={row.properties}
            onChange={(properties) => replace(index, { ...row, properties })}
            error={errorOf?.(index)}
          />
          <IconButton
            label={`Remove ${noun.toLowerCase()} ${index + 1}`}
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
        onClick={() => onChange([...value, { event: "", span: "PT1H", properties: {} }])}
      >
        <Plus /> {addLabel}
      </Button>
    </section>
  );
}
