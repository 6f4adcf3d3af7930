"use client";

import { useId, useMemo } from "react";
import type { Condition } from "@/lib/journey/condition";
import { ConditionContext, type StepOption } from "./condition-context";
import { ConditionGroup } from "./condition-group";
import { rootGroup, type Scope, writeGroup } from "./condition-model";
import { useUnfinishedRules } from "./unfinished-rules";
import { withoutIncomplete } from "./without-incomplete";

export type ConditionBuilderProps = {
  value: Condition | undefined;
  /**
   * Every edit, without the rules that are still being written: those stay inside the builder until they are complete. Nothing
   * yet is `{all: []}`.
   */
  onChange: (condition: Condition) => void;
  /** "subscriber": segments, no event.*; "event": the filter of one event; "any": everything a journey knows */
  scope: Scope;
  /** names the builder for assistive technology */
  label: string;
  /** events whose properties are offered first */
  events?: readonly string[];
  /** the journey's steps, for engagement and visits */
  steps?: readonly StepOption[];
  /** what is wrong with the stored condition; a rule that is still being written says itself what it needs */
  error?: string | undefined;
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
  error,
}: ConditionBuilderProps) {
  const surroundings = useMemo(() => ({ scope, events, steps }), [scope, events, steps]);
  const errorId = useId();
  const [writing, setWriting] = useUnfinishedRules(label, keyOf(value));
  const shown = writing ? writing.shown : value;
  const change = (next: Condition) => {
    const complete = withoutIncomplete(next);
    setWriting(keyOf(complete) === keyOf(next) ? undefined : { shown: next, stored: keyOf(complete) });
    if (keyOf(complete) !== keyOf(value)) onChange(complete);
  };
  const refused = error !== undefined && !writing;
  return (
    <ConditionContext value={surroundings}>
      <div className="flex min-w-0 flex-col gap-2" data-refused={refused ? label : undefined}>
        <ConditionGroup
          group={rootGroup(shown)}
          onChange={(group) => change(writeGroup(group))}
          label={label}
          describedBy={refused ? errorId : undefined}
          depth={1}
        />
        {refused ? (
          <p id={errorId} role="alert" className="text-danger-text text-xs">
            {error}
          </p>
        ) : null}
      </div>
    </ConditionContext>
  );
}

/** Equal conditions have equal keys; none and an empty "all" are the same. */
function keyOf(condition: Condition | undefined): string {
  const key = JSON.stringify(condition ?? { all: [] });
  return key === '{"all":[]}' ? "" : key;
}
