"use client";

import { Plus } from "lucide-react";
import { useId } from "react";
import { useWorkspace } from "@/components/data/workspace-context";
import { AttributePicker } from "@/components/pickers/attribute-picker";
import { DurationInput } from "@/components/pickers/duration-input";
import { EventPicker } from "@/components/pickers/event-picker";
import { JourneyPicker } from "@/components/pickers/journey-picker";
import { SegmentPicker } from "@/components/pickers/segment-picker";
import { TagPicker } from "@/components/pickers/tag-picker";
import { TimezonePicker } from "@/components/pickers/timezone-picker";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { inZone } from "@/components/ui/in-zone";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { useCanvasEnvironment } from "../canvas-context";
import type { FieldProps } from "./field-props";
import { hasZone, localDatetimeFrom, storedDatetimeFrom } from "./local-datetime";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

export function NumberField({ field, value, onChange, error }: FieldProps<"number">) {
  return (
    <Field label={field.label} help={field.help} error={error} hint={field.unit}>
      <Input
        type="number"
        {...(field.min === undefined ? {} : { min: field.min })}
        {...(field.max === undefined ? {} : { max: field.max })}
        value={typeof value === "number" ? value : ""}
        onChange={(event) => {
          const typed = event.currentTarget.value;
          onChange(typed === "" ? undefined : Number(typed));
        }}
      />
    </Field>
  );
}

export function ToggleField({ field, value, onChange, error }: FieldProps<"toggle">) {
  return (
    <Field label={field.label} help={field.help} error={error}>
      <Switch
        checked={value === undefined ? field.unset === true : value === true}
        onCheckedChange={(on) => onChange(on)}
      />
    </Field>
  );
}

export function SelectField({ field, value, onChange, error }: FieldProps<"select">) {
  return (
    <Field label={field.label} help={field.help} error={error}>
      <Select value={text(value)} options={field.options} onValueChange={onChange} />
    </Field>
  );
}

export function DurationField({ field, value, onChange, error, optional }: FieldProps<"duration">) {
  const helpId = useId();
  if (optional && value === undefined) {
    return (
      <div className="flex flex-col gap-1.5">
        <div className="flex items-center justify-between gap-2">
          <span className="font-medium text-[0.8125rem]">{field.label}</span>
          <Button
            variant="outline"
            size="xs"
            aria-label={`${field.label}: set a time`}
            aria-describedby={field.help ? helpId : undefined}
            onClick={() => onChange("P7D")}
          >
            <Plus /> Set a time
          </Button>
        </div>
        {field.help ? (
          <p id={helpId} className="text-muted-foreground text-xs">
            {field.help}
          </p>
        ) : null}
      </div>
    );
  }
  return (
    <Field
      label={field.label}
      help={field.help}
      error={error}
      hint={
        optional ? (
          <Button variant="link" size="xs" aria-label={`${field.label}: no limit`} onClick={() => onChange(undefined)}>
            No limit
          </Button>
        ) : undefined
      }
    >
      <DurationInput label={field.label} value={text(value)} onChange={onChange} />
    </Field>
  );
}

export function TimeOfDayField({ field, value, onChange, error }: FieldProps<"time_of_day">) {
  return (
    <Field label={field.label} help={field.help} error={error}>
      <Input
        type="time"
        className="w-32"
        value={text(value)}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
      />
    </Field>
  );
}

export function DatetimeField({ field, value, onChange, error }: FieldProps<"datetime">) {
  const { timezone } = useWorkspace();
  const stored = text(value);
  return (
    <Field label={field.label} help={hasZone(stored) ? inZone(timezone) : field.help} error={error}>
      <Input
        type="datetime-local"
        value={localDatetimeFrom(stored, timezone)}
        onChange={(event) => onChange(storedDatetimeFrom(event.currentTarget.value, stored, timezone))}
      />
    </Field>
  );
}

export function TimezoneField({ field, value, onChange, error }: FieldProps<"timezone">) {
  return (
    <Field label={field.label} help={field.help} error={error}>
      <TimezonePicker
        value={text(value)}
        noneLabel="Each person’s own time zone"
        onChange={(zone) => onChange(zone === "" ? undefined : zone)}
      />
    </Field>
  );
}

export function EventField({ field, value, onChange, error, optional }: FieldProps<"event">) {
  const clear =
    optional && text(value) !== "" ? (
      <Button variant="link" size="xs" onClick={() => onChange(undefined)}>
        {field.none ?? "Take away"}
      </Button>
    ) : undefined;
  return (
    <Field label={field.label} help={field.help} error={error} hint={clear}>
      <EventPicker value={text(value)} onChange={onChange} {...(field.none ? { placeholder: field.none } : {})} />
    </Field>
  );
}

export function AttributeField({ field, value, onChange, error }: FieldProps<"attribute">) {
  return (
    <Field label={field.label} help={field.help} error={error}>
      <AttributePicker withScores value={text(value)} onChange={onChange} />
    </Field>
  );
}

export function TagField({ field, value, onChange, error }: FieldProps<"tag">) {
  return (
    <Field label={field.label} help={field.help} error={error}>
      <TagPicker value={text(value)} onChange={onChange} />
    </Field>
  );
}

export function SegmentField({ field, value, onChange, error, optional }: FieldProps<"segment">) {
  const clear =
    optional && text(value) !== "" ? (
      <Button variant="link" size="xs" onClick={() => onChange(undefined)}>
        Everybody
      </Button>
    ) : undefined;
  return (
    <Field label={field.label} help={field.help} error={error} hint={clear}>
      <SegmentPicker
        value={text(value)}
        manualOnly={field.manualOnly}
        onChange={onChange}
        {...(optional ? { placeholder: "Everybody" } : {})}
      />
    </Field>
  );
}

export function JourneyField({ field, value, onChange, error }: FieldProps<"journey">) {
  const { journeyId } = useCanvasEnvironment();
  return (
    <Field label={field.label} help={field.help} error={error}>
      <JourneyPicker value={text(value)} except={journeyId} onChange={onChange} />
    </Field>
  );
}
