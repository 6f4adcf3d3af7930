"use client";

import { Filter } from "lucide-react";
import { type ComponentType, useMemo } from "react";
import { EventPicker } from "@/components/pickers/event-picker";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { type EventCondition, eventMeasures } from "@/lib/journey/condition";
import { measureOf } from "@/lib/journey/event-measure";
import { ConditionContext, useConditionSurroundings } from "./condition-context";
import type { ConditionGroupProps } from "./condition-group-props";
import { isDidNot, rootGroup, writeGroup } from "./condition-model";
import { CountInput } from "./count-input";
import { PathRule } from "./path-rule";
import { WindowSelect } from "./window-select";

const DID = "did";
const DID_NOT = "did_not";
const options = [
  { value: DID, label: "Did" },
  { value: DID_NOT, label: "Did not do" },
  { value: "sum", label: "Total over" },
  { value: "avg", label: "Average over" },
  { value: "first", label: "In their first" },
  { value: "last", label: "In their last" },
];

type EventRuleProps = {
  Group: ComponentType<ConditionGroupProps>;
  rule: EventCondition;
  onChange: (next: EventCondition) => void;
};

/**
 * "Did purchase_completed at least 2 times in the last 30 days where total is more than 50", or what such events add up to: "Total over
 * purchase_completed in the last 30 days: total is more than 500".
 */
export function EventRule({ Group, rule, onChange }: EventRuleProps) {
  const { scope } = useConditionSurroundings();
  const never = isDidNot(rule);
  const measure = measureOf(rule);
  return (
    <>
      <div className="flex min-w-0 flex-wrap items-center gap-1.5">
        <Select
          size="sm"
          aria-label="Did or did not"
          className="w-auto shrink-0"
          value={measure?.kind ?? (never ? DID_NOT : DID)}
          options={options}
          onValueChange={(next) => onChange(asking(rule, next))}
        />
        <EventPicker
          aria-label="Event"
          className="h-8 min-w-40 flex-1"
          value={rule.event}
          onChange={(event) => onChange({ ...rule, event })}
        />
      </div>
      {measure ? <MeasureRow Group={Group} rule={rule} onChange={onChange} /> : null}
      <div className="flex flex-wrap items-center gap-1.5">
        {never || measure ? null : (
          <CountInput
            value={rule.count ?? { op: "greater_or_equal", value: 1 }}
            onChange={(count) => onChange({ ...rule, count })}
          />
        )}
        <WindowSelect
          inJourney={scope === "any"}
          value={rule}
          onChange={(window) => {
            const { within: _within, since: _since, ...rest } = rule;
            onChange({ ...rest, ...window });
          }}
        />
      </div>
      <EventFilter Group={Group} rule={rule} onChange={onChange} />
    </>
  );
}

/** The same event asked another question. */
function asking({ event, where, within, since }: EventCondition, question: string): EventCondition {
  const about = { event, ...(where && { where }), ...(within && { within }), ...(since && { since }) };
  if (question === DID_NOT) return { ...about, count: { op: "equals", value: 0 } };
  const measure = eventMeasures.find((kind) => kind === question);
  return measure ? { ...about, [measure]: { property: "", op: "greater_or_equal", value: "" } } : about;
}

/** "total is more than 500": the property that is added up or looked at. */
function MeasureRow({ rule, onChange }: EventRuleProps) {
  const { steps } = useConditionSurroundings();
  const surroundings = useMemo(() => ({ scope: "event" as const, events: [rule.event], steps }), [rule.event, steps]);
  const measure = measureOf(rule);
  if (!measure) return null;
  const { property, ...test } = measure.test;
  return (
    <ConditionContext value={surroundings}>
      <PathRule
        eventOnly
        rule={{ path: `event.${property}`, ...test }}
        onChange={({ path, ...next }) =>
          onChange({ ...rule, [measure.kind]: { property: path.replace(/^event\./, ""), ...next } })
        }
      />
    </ConditionContext>
  );
}

function EventFilter({ Group, rule, onChange }: EventRuleProps) {
  const { steps } = useConditionSurroundings();
  const surroundings = useMemo(() => ({ scope: "event" as const, events: [rule.event], steps }), [rule.event, steps]);
  if (rule.where === undefined) {
    return (
      <Button
        variant="ghost"
        size="xs"
        className="w-fit"
        onClick={() => onChange({ ...rule, where: { all: [{ path: "event.", op: "equals", value: "" }] } })}
      >
        <Filter /> Only where…
      </Button>
    );
  }
  return (
    <ConditionContext value={surroundings}>
      <Group
        label="Only where"
        depth={2}
        group={rootGroup(rule.where)}
        onChange={(group) =>
          onChange(group.children.length === 0 ? withoutFilter(rule) : { ...rule, where: writeGroup(group) })
        }
        onRemove={() => onChange(withoutFilter(rule))}
      />
    </ConditionContext>
  );
}

function withoutFilter({ where: _, ...rest }: EventCondition): EventCondition {
  return rest;
}
