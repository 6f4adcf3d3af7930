"use client";

import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { ConditionBuilder } from "@/components/conditions/condition-builder";
import { DurationInput } from "@/components/pickers/duration-input";
import { EventPicker } from "@/components/pickers/event-picker";
import { EventPropertyPicker } from "@/components/pickers/event-property-picker";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import type { Json, JsonObject } from "@/lib/journey/json";
import { withSetting } from "../edits/change-config";
import { armsOf, moved } from "./arm-list";
import { conditionToJson } from "./condition-field";
import type { FieldProps } from "./field-props";
import { looksLikeCondition } from "./looks-like-condition";
import { moveWithFocus } from "./move-with-focus";

const addLabels: Readonly<Record<string, string>> = {
  set: "And another event",
  sequence: "Then another event",
  score: "Another event with points",
  total: "Another event that adds to it",
};

/** The events of a pattern, each with what its kind asks of it. */
export function PatternEventsField({ field, value, onChange, error, config, steps }: FieldProps<"pattern_events">) {
  const kind = String(config.kind);
  const rows = armsOf(value);
  const replace = (index: number, row: JsonObject) => onChange(rows.map((r, i) => (i === index ? row : r)));
  const addLabel = addLabels[kind];
  return (
    <section className="flex flex-col gap-1.5" aria-label={field.label}>
      <h3 className="font-medium text-[0.8125rem]">{field.label}</h3>
      {field.help ? <p className="text-muted-foreground text-xs">{field.help}</p> : null}
      <ol className="flex flex-col gap-2">
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own; a row is its place
          <li key={index} className="flex min-w-0 flex-col gap-2.5 rounded-lg border border-border bg-card p-2">
            <div className="flex items-start gap-1">
              <div className="min-w-0 flex-1">
                <EventPicker
                  aria-label={`Event ${index + 1}`}
                  value={text(row.event)}
                  onChange={(event) => replace(index, { ...row, event })}
                />
              </div>
              {rows.length > 1 ? (
                <RowButtons
                  index={index}
                  count={rows.length}
                  ordered={kind === "sequence"}
                  rows={rows}
                  onChange={onChange}
                />
              ) : null}
            </div>
            <PatternRowSettings kind={kind} row={row} index={index} onChange={(next) => replace(index, next)} />
            <ConditionBuilder
              scope="event"
              label={`Only where, event ${index + 1}`}
              value={looksLikeCondition(row.where) ? row.where : undefined}
              events={text(row.event) === "" ? [] : [text(row.event)]}
              steps={steps}
              onChange={(next) => replace(index, withSetting(row, "where", conditionToJson(next)))}
            />
          </li>
        ))}
      </ol>
      {addLabel ? (
        <Button
          variant="outline"
          size="xs"
          className="w-fit"
          disabled={rows.length >= 10}
          onClick={() => onChange([...rows, newRow(kind)])}
        >
          <Plus /> {addLabel}
        </Button>
      ) : null}
      {error ? (
        <p role="alert" className="text-danger-text text-xs">
          {error}
        </p>
      ) : null}
    </section>
  );
}

type RowButtonsProps = {
  index: number;
  count: number;
  ordered: boolean;
  rows: readonly JsonObject[];
  onChange: (rows: Json) => void;
};

function RowButtons({ index, count, ordered, rows, onChange }: RowButtonsProps) {
  return (
    <>
      {ordered ? (
        <>
          <IconButton
            label={`Move event ${index + 1} up`}
            size="icon-xs"
            disabled={index === 0}
            data-move={-1}
            onClick={(event) => {
              moveWithFocus(event.currentTarget.closest("li"), -1);
              onChange(moved(rows, index, index - 1));
            }}
          >
            <ArrowUp />
          </IconButton>
          <IconButton
            label={`Move event ${index + 1} down`}
            size="icon-xs"
            disabled={index === count - 1}
            data-move={1}
            onClick={(event) => {
              moveWithFocus(event.currentTarget.closest("li"), 1);
              onChange(moved(rows, index, index + 1));
            }}
          >
            <ArrowDown />
          </IconButton>
        </>
      ) : null}
      <IconButton
        label={`Remove event ${index + 1}`}
        size="icon-xs"
        onClick={() => onChange(rows.filter((_, i) => i !== index))}
      >
        <X />
      </IconButton>
    </>
  );
}

type PatternRowProps = { kind: string; row: JsonObject; index: number; onChange: (row: JsonObject) => void };

function PatternRowSettings({ kind, row, index, onChange }: PatternRowProps) {
  const set = (name: string, value: Json | undefined) => onChange(withSetting(row, name, value));
  const number = (name: string, label: string, placeholder: string) => (
    <Field label={label} className="min-w-0 flex-1">
      <Input
        type="number"
        min={0}
        placeholder={placeholder}
        aria-label={`${label}, event ${index + 1}`}
        value={typeof row[name] === "number" ? row[name] : ""}
        onChange={(event) =>
          set(name, event.currentTarget.value === "" ? undefined : Number(event.currentTarget.value))
        }
      />
    </Field>
  );
  const windowed = kind === "count" || kind === "set" || kind === "score";
  return (
    <>
      {kind === "count" ? number("min", "At least this many times", "1") : null}
      {kind === "set" ? (
        <div className="flex gap-2">
          {number("min", "At least", row.max === undefined ? "1" : "0")}
          {number("max", "At most", "any number")}
        </div>
      ) : null}
      {kind === "score" ? number("weight", "Points each time", "1") : null}
      {kind === "total" ? (
        <Field label="What adds up">
          <EventPropertyPicker
            aria-label={`What adds up, event ${index + 1}`}
            event={text(row.event)}
            value={text(row.property)}
            noneLabel="How often it happens"
            onChange={(property) => set("property", property === "" ? undefined : property)}
          />
        </Field>
      ) : null}
      {windowed ? (
        <Field label="Within the last">
          <DurationInput
            label={`Window of event ${index + 1}`}
            value={text(row.within)}
            onChange={(within) => set("within", within)}
          />
        </Field>
      ) : null}
    </>
  );
}

function newRow(kind: string): JsonObject {
  if (kind === "set") return { event: "", min: 1, within: "P7D" };
  if (kind === "score") return { event: "", weight: 10, within: "P7D" };
  return { event: "" };
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
