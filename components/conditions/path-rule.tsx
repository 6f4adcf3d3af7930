"use client";

import { Combobox } from "@/components/ui/combobox";
import { Select } from "@/components/ui/select";
import { operators, type PathCondition } from "@/lib/journey/condition";
import { useConditionSurroundings } from "./condition-context";
import { operatorsFor, typeOfValue, type ValueType, valueShape, withOperator } from "./condition-model";
import { operatorLabels } from "./operator-labels";
import { type KnownPath, useKnownPaths } from "./use-known-paths";
import { ValueInput } from "./value-input";

type PathRuleProps = {
  rule: PathCondition;
  onChange: (next: PathCondition) => void;
  /** offer properties of the event and nothing else */
  eventOnly?: boolean;
};

/** "plan is pro" */
export function PathRule({ rule, onChange, eventOnly }: PathRuleProps) {
  const known = useKnownPaths();
  const paths = eventOnly ? known.filter(({ path }) => path.startsWith("event.")) : known;
  const chosen = paths.find((p) => p.path === rule.path);
  const type = typeOfValue(rule.value) ?? chosen?.type;
  const shape = valueShape(rule.op);
  return (
    <>
      <PathPicker
        paths={paths}
        value={rule.path}
        onChange={(path) => {
          const next = paths.find((p) => p.path === path);
          onChange(next ? withType({ ...rule, path }, next.type) : { ...rule, path });
        }}
      />
      <div className="flex min-w-0 flex-wrap items-start gap-1.5">
        <Select
          aria-label="Comparison"
          className="w-auto"
          value={rule.op}
          options={offered(chosen?.type, rule).map((op) => ({ value: op, label: operatorLabels[op] }))}
          onValueChange={(next) => {
            const op = operators.find((o) => o === next);
            if (op) onChange(withOperator(rule, op));
          }}
        />
        {shape === "none" ? null : (
          <ValueInput
            shape={shape}
            type={type}
            value={rule.value}
            samples={chosen?.samples ?? []}
            onChange={(value) => onChange({ ...rule, value })}
          />
        )}
      </div>
    </>
  );
}

function offered(type: ValueType | undefined, rule: PathCondition) {
  const known = operatorsFor(type);
  return known.includes(rule.op) ? known : [...known, rule.op];
}

/** A new property of another type starts with an operator and value of that type. */
function withType(rule: PathCondition, type: ValueType | undefined): PathCondition {
  const [first] = operatorsFor(type);
  if (type === undefined || first === undefined || typeOfValue(rule.value) === type) return rule;
  if (type === "boolean") return { path: rule.path, op: "equals", value: true };
  if (type === "number") return { path: rule.path, op: "greater_or_equal", value: "" };
  return operatorsFor(type).includes(rule.op) ? rule : withOperator(rule, first);
}

function PathPicker(props: { paths: KnownPath[]; value: string; onChange: (path: string) => void }) {
  const { scope } = useConditionSurroundings();
  const { paths, value } = props;
  const shown = paths.find((p) => p.path === value)?.label ?? value;
  return (
    <Combobox
      aria-label="Property"
      value={value}
      display={value === "" || value === "event." ? "" : shown}
      options={paths.map((p) => ({
        value: p.path,
        label: p.label,
        group: p.group,
        keywords: [p.path],
        ...(p.samples.length > 0 ? { help: p.samples.slice(0, 3).map(sampleText).join(", ") } : {}),
      }))}
      placeholder={scope === "event" ? "Choose an event property" : "Choose a property"}
      searchPlaceholder="Search or type a path"
      emptyText="Type a path such as event.total"
      allowCustom
      onValueChange={props.onChange}
    />
  );
}

function sampleText(sample: unknown): string {
  return typeof sample === "string" ? sample : JSON.stringify(sample);
}
