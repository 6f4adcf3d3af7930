"use client";

import { Plus, X } from "lucide-react";
import { ConditionBuilder } from "@/components/conditions/condition-builder";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import type { JsonObject } from "@/lib/journey/json";
import { armsOf, freeArmKey } from "./arm-list";
import { ArmRows } from "./arm-rows";
import { conditionToJson } from "./condition-field";
import type { FieldProps } from "./field-props";
import { looksLikeCondition } from "./looks-like-condition";

const newCriterion = (): JsonObject => ({ condition: { all: [] }, points: 10 });

/** Arms that are scored: each with rules and the points they are worth. */
export function CriteriaArms({ field, value, onChange, error, events, steps }: FieldProps<"arms">) {
  const arms = armsOf(value);
  return (
    <ArmRows
      arms={arms}
      keyName="key"
      label={field.label}
      help={field.help}
      error={error}
      addLabel="Add an arm"
      min={1}
      newArm={() => ({
        key: freeArmKey(arms.map((arm) => String(arm.key ?? ""))),
        criteria: [newCriterion()],
      })}
      onChange={onChange}
      below={(arm, change, armIndex) => {
        const criteria = armsOf(arm.criteria);
        const set = (next: JsonObject[]) => change({ ...arm, criteria: next });
        return (
          <div className="flex flex-col gap-2">
            {criteria.map((criterion, index) => (
              <Criterion
                // biome-ignore lint/suspicious/noArrayIndexKey: a criterion is its place
                key={index}
                criterion={criterion}
                name={`rule ${index + 1} of exit ${armIndex + 1}`}
                events={events}
                steps={steps}
                onChange={(next) => set(criteria.with(index, next))}
                onRemove={() => set(criteria.filter((_, i) => i !== index))}
              />
            ))}
            <Button
              variant="ghost"
              size="xs"
              className="w-fit"
              aria-label={`Add points to exit ${armIndex + 1}`}
              onClick={() => set([...criteria, newCriterion()])}
            >
              <Plus /> Add points
            </Button>
          </div>
        );
      }}
    />
  );
}

type CriterionProps = Pick<FieldProps, "events" | "steps"> & {
  criterion: JsonObject;
  name: string;
  onChange: (criterion: JsonObject) => void;
  onRemove: () => void;
};

function Criterion({ criterion, name, events, steps, onChange, onRemove }: CriterionProps) {
  return (
    <div className="flex flex-col gap-1.5 border-border border-l-2 pl-2">
      <span className="flex items-center gap-1.5 text-xs">
        <Input
          aria-label={`Points of ${name}`}
          type="number"
          className="h-8 w-20"
          value={typeof criterion.points === "number" ? criterion.points : ""}
          onChange={(event) => onChange({ ...criterion, points: Number(event.currentTarget.value) })}
        />
        <span className="text-muted-foreground">points if</span>
        <IconButton label={`Remove ${name}`} size="icon-xs" className="ml-auto" onClick={onRemove}>
          <X />
        </IconButton>
      </span>
      <ConditionBuilder
        scope="any"
        label={`Points: ${name}`}
        value={looksLikeCondition(criterion.condition) ? criterion.condition : undefined}
        events={events}
        steps={steps}
        onChange={(next) => onChange({ ...criterion, condition: conditionToJson(next) ?? { all: [] } })}
      />
    </div>
  );
}
