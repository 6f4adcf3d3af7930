"use client";

import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Operator, TimeCondition, TimePart } from "@/lib/journey/condition";
import type { Json } from "@/lib/journey/json";
import { weekdayNames } from "@/lib/journey/time";
import { operatorLabels } from "./operator-labels";

const parts: { value: TimePart; label: string }[] = [
  { value: "hour", label: "The hour" },
  { value: "weekday", label: "The weekday" },
  { value: "date", label: "The date" },
];
const operatorsOf: Record<TimePart, readonly Operator[]> = {
  hour: ["between", "greater_or_equal", "less_than", "equals"],
  weekday: ["in_list", "not_in_list"],
  date: ["between", "before", "after", "equals"],
};
const startOf: Record<TimePart, TimeCondition> = {
  hour: { time: "hour", op: "between", value: [9, 17] },
  weekday: { time: "weekday", op: "in_list", value: ["mon", "tue", "wed", "thu", "fri"] },
  date: { time: "date", op: "after", value: "" },
};

type RuleProps = { rule: TimeCondition; onChange: (next: TimeCondition) => void };

/** "The hour is between 9 and 17, where they live" */
export function TimeRule({ rule, onChange }: RuleProps) {
  const offered = operatorsOf[rule.time].includes(rule.op)
    ? operatorsOf[rule.time]
    : [...operatorsOf[rule.time], rule.op];
  return (
    <>
      <div className="flex min-w-0 flex-wrap items-center gap-1.5">
        <Select
          size="sm"
          aria-label="What of the time"
          className="w-auto"
          value={rule.time}
          options={parts}
          onValueChange={(next) => {
            const part = parts.find(({ value }) => value === next);
            if (part) onChange(startOf[part.value]);
          }}
        />
        <Select
          size="sm"
          aria-label="Comparison"
          className="w-auto"
          value={rule.op}
          options={offered.map((op) => ({ value: op, label: operatorLabels[op] }))}
          onValueChange={(next) => {
            const op = offered.find((o) => o === next);
            if (op) onChange({ ...rule, op, value: valueFor(op, rule.value) });
          }}
        />
      </div>
      <TimeValue rule={rule} onChange={onChange} />
      <p className="text-muted-foreground text-xs">On the clock where the person lives.</p>
    </>
  );
}

/** "between" has two values, "is one of" a list, the others one. */
function valueFor(op: Operator, before: Json): Json {
  const values = Array.isArray(before) ? before : [before];
  const [first = ""] = values;
  if (op === "between") return [first, values[1] ?? first];
  return op === "in_list" || op === "not_in_list" ? values : first;
}

function TimeValue({ rule, onChange }: RuleProps) {
  const values = Array.isArray(rule.value) ? rule.value : [rule.value];
  if (rule.time === "weekday") return <Weekdays rule={rule} onChange={onChange} />;
  const set = (index: number, value: Json) =>
    onChange({ ...rule, value: Array.isArray(rule.value) ? rule.value.with(index, value) : value });
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {values.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the two ends of a range are their places
        <span key={index} className="flex items-center gap-1.5">
          {index > 0 ? <span className="text-muted-foreground text-xs">and</span> : null}
          <Input
            className={rule.time === "hour" ? "h-8 w-16" : "h-8 w-36"}
            aria-label={values.length > 1 ? (index === 0 ? "From" : "To") : "Value"}
            {...(rule.time === "hour" ? { type: "number", min: 0, max: 23 } : { type: "date" })}
            value={typeof value === "number" || typeof value === "string" ? value : ""}
            onChange={(event) => {
              const typed = event.currentTarget.value;
              set(index, rule.time === "hour" && typed !== "" ? Number(typed) : typed);
            }}
          />
        </span>
      ))}
    </span>
  );
}

function Weekdays({ rule, onChange }: RuleProps) {
  const chosen = Array.isArray(rule.value) ? rule.value : [rule.value];
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">Weekdays</legend>
      {weekdayNames.map((day) => (
        <Button
          key={day}
          size="xs"
          variant={chosen.includes(day) ? "primary" : "outline"}
          aria-pressed={chosen.includes(day)}
          onClick={() =>
            onChange({
              ...rule,
              op: rule.op === "not_in_list" ? "not_in_list" : "in_list",
              value: weekdayNames.filter((d) => (d === day ? !chosen.includes(d) : chosen.includes(d))),
            })
          }
        >
          {day.charAt(0).toUpperCase() + day.slice(1)}
        </Button>
      ))}
    </fieldset>
  );
}
