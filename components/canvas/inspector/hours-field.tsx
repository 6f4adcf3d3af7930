"use client";

import { Plus, X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import type { JsonObject } from "@/lib/journey/json";
import { type Weekday, weekdayNames } from "@/lib/journey/time";
import { weekdayLongNames } from "@/lib/nodes/weekday-schema";
import type { FieldProps } from "./field-props";
import { FieldSection } from "./field-section";

type Span = { from: string; to: string };
const SPANS_MAX = 4;
const startOfDay: Span = { from: "09:00", to: "17:00" };

/** Open hours of each weekday: a switch and its spans. */
export function HoursField({ field, value, onChange, error }: FieldProps<"hours">) {
  const hours: JsonObject = typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  const set = (day: Weekday, spans: Span[]) => {
    const { [day]: _before, ...others } = hours;
    onChange(spans.length > 0 ? { ...others, [day]: spans } : others);
  };
  return (
    <FieldSection label={field.label} help={field.help} error={error}>
      <ul className="flex flex-col gap-1.5">
        {weekdayNames.map((day) => (
          <DayRow key={day} day={day} spans={spansOf(hours[day])} onChange={(spans) => set(day, spans)} />
        ))}
      </ul>
    </FieldSection>
  );
}

function DayRow({ day, spans, onChange }: { day: Weekday; spans: Span[]; onChange: (spans: Span[]) => void }) {
  const name = weekdayLongNames[day];
  const open = spans.length > 0;
  return (
    <li className="flex min-h-8 items-start gap-2">
      <span className="flex h-8 w-28 shrink-0 items-center gap-2">
        <Switch
          aria-label={`Open on ${name}`}
          checked={open}
          onCheckedChange={(on) => onChange(on ? [startOfDay] : [])}
        />
        <span className="text-xs">{name}</span>
      </span>
      {open ? (
        <span className="flex min-w-0 flex-1 flex-col gap-1">
          {spans.map((span, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a span is its place
            <span key={index} className="flex items-center gap-1">
              <TimeInput
                label={`${name} from${nth(index)}`}
                value={span.from}
                onChange={(from) => onChange(spans.with(index, { ...span, from }))}
              />
              <span className="text-muted-foreground text-xs">to</span>
              <TimeInput
                label={`${name} to${nth(index)}`}
                value={span.to === "24:00" ? "00:00" : span.to}
                onChange={(to) => onChange(spans.with(index, { ...span, to: to === "00:00" ? "24:00" : to }))}
              />
              {index > 0 ? (
                <IconButton
                  label={`Remove these hours of ${name}${nth(index)}`}
                  size="icon-xs"
                  onClick={() => onChange(spans.filter((_, i) => i !== index))}
                >
                  <X />
                </IconButton>
              ) : spans.length < SPANS_MAX ? (
                <IconButton
                  label={`More hours on ${name}`}
                  size="icon-xs"
                  onClick={() => onChange([...spans, { from: spans.at(-1)?.to ?? "13:00", to: "24:00" }])}
                >
                  <Plus />
                </IconButton>
              ) : null}
            </span>
          ))}
        </span>
      ) : (
        <span className="flex h-8 items-center text-muted-foreground text-xs">Closed</span>
      )}
    </li>
  );
}

/** ", 2nd": tells the hours of one day apart for those who do not see where they stand. */
const nth = (index: number) => (index === 0 ? "" : `, ${index + 1}${index === 1 ? "nd" : index === 2 ? "rd" : "th"}`);

function TimeInput(props: { label: string; value: string; onChange: (time: string) => void }) {
  return (
    <Input
      type="time"
      aria-label={props.label}
      className="h-8 w-24 px-1.5 text-xs [&::-webkit-calendar-picker-indicator]:hidden"
      value={props.value}
      onChange={(event) => {
        if (event.currentTarget.value) props.onChange(event.currentTarget.value);
      }}
    />
  );
}

function spansOf(value: unknown): Span[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((span: unknown) => {
    if (typeof span !== "object" || span === null) return [];
    const { from, to }: { from?: unknown; to?: unknown } = span;
    return typeof from === "string" && typeof to === "string" ? [{ from, to }] : [];
  });
}
