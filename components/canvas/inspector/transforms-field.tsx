"use client";

import { Plus, X } from "lucide-react";
import { AttributePicker } from "@/components/pickers/attribute-picker";
import { DurationInput } from "@/components/pickers/duration-input";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { JsonObject } from "@/lib/journey/json";
import { type TransformOp, transformArgument, transformOps } from "@/lib/journey/transform";
import { armsOf } from "./arm-list";
import type { FieldProps } from "./field-props";
import { FieldSection } from "./field-section";

const labels: Record<TransformOp, string> = {
  add: "Number: add",
  subtract: "Number: take away",
  multiply: "Number: multiply by",
  divide: "Number: divide by",
  round: "Number: round to decimals",
  at_least: "Number: not below",
  at_most: "Number: not above",
  uppercase: "Text: UPPER CASE",
  lowercase: "Text: lower case",
  capitalize: "Text: Each Word",
  trim: "Text: without extra spaces",
  append: "Text: put behind",
  prepend: "Text: put in front",
  replace: "Text: replace",
  now: "Date: now",
  add_time: "Date: later by",
  subtract_time: "Date: earlier by",
  days_since: "Date: days since",
  days_until: "Date: days until",
  date_only: "Date: without the time",
};
const ops: TransformOp[] = [...transformOps.number, ...transformOps.text, ...transformOps.date];
const options = ops.map((value) => ({ value, label: labels[value] }));

/** Calculations in order: what is written, how it is made, from what. */
export function TransformsField({ field, value, onChange, error }: FieldProps<"transforms">) {
  const rows = armsOf(value);
  const set = (next: JsonObject[]) => onChange(next.length > 0 ? next : undefined);
  return (
    <FieldSection label={field.label} help={field.help} error={error}>
      <ol className="flex flex-col gap-2">
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a calculation is its place
          <li key={index} className="flex items-start gap-1.5 rounded-lg border border-border bg-card p-2">
            <TransformRow row={row} place={index + 1} onChange={(next) => set(rows.with(index, next))} />
            <IconButton
              label={`Remove calculation ${index + 1}`}
              size="icon-xs"
              onClick={() => set(rows.filter((_, i) => i !== index))}
            >
              <X />
            </IconButton>
          </li>
        ))}
      </ol>
      <Button
        variant="outline"
        size="xs"
        className="w-fit"
        onClick={() => set([...rows, { path: "", op: "add", by: 1 }])}
      >
        <Plus /> Add a calculation
      </Button>
    </FieldSection>
  );
}

type RowProps = { row: JsonObject; place: number; onChange: (row: JsonObject) => void };

function TransformRow({ row, place, onChange }: RowProps) {
  const op = ops.find((known) => known === row.op) ?? "add";
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1.5">
      <AttributePicker
        aria-label={`Attribute of calculation ${place}`}
        placeholder="Attribute to write"
        value={typeof row.path === "string" ? row.path : ""}
        onChange={(path) => onChange({ ...row, path })}
      />
      <Select
        size="sm"
        aria-label={`Calculation ${place}`}
        value={op}
        options={options}
        onValueChange={(next) => {
          const found = ops.find((known) => known === next);
          if (found) onChange(withOp(row, found));
        }}
      />
      <Argument op={op} row={row} place={place} onChange={onChange} />
      {op === "now" ? null : (
        <span className="flex items-center gap-1.5 text-muted-foreground text-xs">
          of
          <AttributePicker
            withScores
            aria-label={`Source of calculation ${place}`}
            placeholder="the same attribute"
            value={typeof row.from === "string" ? row.from : ""}
            onChange={(from) => onChange({ ...row, from })}
          />
        </span>
      )}
    </div>
  );
}

/** Another operation keeps what it can still use. */
function withOp(row: JsonObject, op: TransformOp): JsonObject {
  const { by: _by, to: _to, ...rest } = row;
  const kept = { ...rest, op };
  switch (transformArgument(op)) {
    case "number":
    case "optional_number":
      return { ...kept, by: typeof row.by === "number" ? row.by : op === "round" ? 0 : 1 };
    case "text":
      return { ...kept, by: typeof row.by === "string" ? row.by : "" };
    case "duration":
      return { ...kept, by: "P7D" };
    case "none":
      return kept;
  }
}

function Argument({ op, row, place, onChange }: RowProps & { op: TransformOp }) {
  const by = row.by;
  switch (transformArgument(op)) {
    case "none":
      return null;
    case "number":
    case "optional_number":
      return (
        <Input
          aria-label={`Number of calculation ${place}`}
          className="h-8"
          placeholder="a number or {{ event.total }}"
          value={typeof by === "number" || typeof by === "string" ? by : ""}
          onChange={(event) => onChange({ ...row, by: numberOrText(event.currentTarget.value) })}
        />
      );
    case "duration":
      return (
        <DurationInput
          compact
          label={`Period of calculation ${place}`}
          value={typeof by === "string" ? by : "P7D"}
          onChange={(next) => onChange({ ...row, by: next })}
        />
      );
    case "text":
      return (
        <span className="flex items-center gap-1.5">
          <Input
            aria-label={`Text of calculation ${place}`}
            className="h-8"
            placeholder={op === "replace" ? "find" : "text or {{ event.name }}"}
            value={typeof by === "string" ? by : ""}
            onChange={(event) => onChange({ ...row, by: event.currentTarget.value })}
          />
          {op === "replace" ? (
            <Input
              aria-label={`Replacement of calculation ${place}`}
              className="h-8"
              placeholder="put instead"
              value={typeof row.to === "string" ? row.to : ""}
              onChange={(event) => onChange({ ...row, to: event.currentTarget.value })}
            />
          ) : null}
        </span>
      );
  }
}

function numberOrText(typed: string): number | string {
  return typed.trim() !== "" && Number.isFinite(Number(typed)) ? Number(typed) : typed;
}
