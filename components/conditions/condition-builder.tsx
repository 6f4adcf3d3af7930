"use client";

import { useMemo } from "react";
import type { Condition } from "@/lib/journey/condition";
import { ConditionContext, type StepOption } from "./condition-context";
import { ConditionGroup } from "./condition-group";
import { rootGroup, type Scope, writeGroup } from "./condition-model";

export type ConditionBuilderProps = {
  value: Condition | undefined;
  /** every edit, complete or not: ask conditionSchema before using it */
  onChange: (condition: Condition) => void;
  /** "subscriber": segments, no event.*; "event": the filter of one event; "any": everything a journey knows */
  scope: Scope;
  /** names the builder for assistive technology */
  label: string;
  /** events whose properties are offered first */
  events?: readonly string[];
  /** the journey's steps, for engagement and visits */
  steps?: readonly StepOption[];
};

const NONE: readonly never[] = [];

/** A condition as sentences: groups of all / any / none with rules that read left to right. */
export function ConditionBuilder({
  value,
  onChange,
  scope,
  label,
  events = NONE,
  steps = NONE,
}: ConditionBuilderProps) {
  const surroundings = useMemo(() => ({ scope, events, steps }), [scope, events, steps]);
  return (
    <ConditionContext value={surroundings}>
      <ConditionGroup
        group={rootGroup(value)}
        onChange={(group) => onChange(writeGroup(group))}
        label={label}
        depth={1}
      />
    </ConditionContext>
  );
}
