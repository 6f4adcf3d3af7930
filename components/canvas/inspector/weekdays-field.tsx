"use client";

import { Button } from "@/components/ui/button";
import type { FieldProps } from "./field-props";

/** ISO weekday numbers or names are the node's business; the field toggles what `dayValues` of the stored list says. */
const days = [
  { value: "mon", label: "Mon" },
  { value: "tue", label: "Tue" },
  { value: "wed", label: "Wed" },
  { value: "thu", label: "Thu" },
  { value: "fri", label: "Fri" },
  { value: "sat", label: "Sat" },
  { value: "sun", label: "Sun" },
] as const;

export function WeekdaysField({ field, value, onChange, error }: FieldProps<"weekdays">) {
  const chosen = Array.isArray(value) ? value : [];
  const toggle = (day: string) => {
    const next = days.map((d) => d.value).filter((d) => (d === day ? !chosen.includes(d) : chosen.includes(d)));
    onChange(next.length === 0 ? undefined : next);
  };
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium text-[0.8125rem]">{field.label}</legend>
      <div className="flex flex-wrap gap-1">
        {days.map((day) => (
          <Button
            key={day.value}
            size="xs"
            variant={chosen.includes(day.value) ? "primary" : "outline"}
            aria-pressed={chosen.includes(day.value)}
            onClick={() => toggle(day.value)}
          >
            {day.label}
          </Button>
        ))}
      </div>
      <p className="text-muted-foreground text-xs">{field.help ?? "None chosen means every day."}</p>
      {error ? (
        <p role="alert" className="text-danger-text text-xs">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
