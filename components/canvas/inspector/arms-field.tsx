"use client";

import { ConditionBuilder } from "@/components/conditions/condition-builder";
import { Input } from "@/components/ui/input";
import type { JsonObject } from "@/lib/journey/json";
import { armsOf, freeArmKey, sharesOf } from "./arm-list";
import { ArmRows } from "./arm-rows";
import { conditionToJson } from "./condition-field";
import { CriteriaArms } from "./criteria-arms";
import type { FieldProps } from "./field-props";
import { looksLikeCondition } from "./looks-like-condition";

/** Named exits: by rule, by weight, by threshold or by points. */
export function ArmsField(props: FieldProps<"arms">) {
  switch (props.field.item) {
    case "condition":
      return <RuleArms {...props} />;
    case "weight":
      return <WeightArms {...props} />;
    case "threshold":
      return <ThresholdArms {...props} />;
    case "criteria":
      return <CriteriaArms {...props} />;
  }
}

const keysOf = (arms: readonly JsonObject[]) => arms.map((arm) => String(arm.key ?? ""));

function RuleArms({ field, value, onChange, error, events, steps }: FieldProps<"arms">) {
  const arms = armsOf(value);
  return (
    <ArmRows
      arms={arms}
      keyName="key"
      label={field.label}
      help={field.help ?? "The first rule that is true decides; everyone else leaves by the last exit."}
      error={error}
      addLabel="Add an arm"
      min={1}
      newArm={() => ({ key: freeArmKey(keysOf(arms)), condition: { all: [] } })}
      onChange={onChange}
      below={(arm, change, index) => (
        <ConditionBuilder
          scope="any"
          label={`Rule of exit ${index + 1}`}
          value={looksLikeCondition(arm.condition) ? arm.condition : undefined}
          events={events}
          steps={steps}
          onChange={(next) => change({ ...arm, condition: conditionToJson(next) ?? { all: [] } })}
        />
      )}
    />
  );
}

function WeightArms({ field, value, onChange, error }: FieldProps<"arms">) {
  const arms = armsOf(value);
  const weights = arms.map((arm) => (typeof arm.weight === "number" ? arm.weight : 0));
  const shares = sharesOf(weights);
  return (
    <ArmRows
      arms={arms}
      keyName="key"
      label={field.label}
      help={field.help}
      error={error}
      addLabel="Add an arm"
      min={2}
      newArm={() => ({ key: freeArmKey(keysOf(arms)), weight: Math.max(1, ...weights) })}
      onChange={onChange}
      beside={(arm, change, index) => (
        <span className="flex items-center gap-1.5">
          <Input
            aria-label={`Weight of exit ${index + 1}`}
            inputMode="numeric"
            className="h-8 w-16"
            value={weights[index] ?? 0}
            onChange={(event) => change({ ...arm, weight: Number(event.currentTarget.value.replace(/\D/g, "")) })}
          />
          <span className="w-10 text-right text-muted-foreground text-xs tabular-nums">{shares[index]} %</span>
        </span>
      )}
    />
  );
}

function ThresholdArms({ field, value, onChange, error }: FieldProps<"arms">) {
  const arms = armsOf(value);
  return (
    <ArmRows
      arms={arms}
      keyName="key"
      label={field.label}
      help={field.help ?? "The highest limit that is reached decides."}
      error={error}
      addLabel="Add a limit"
      min={1}
      newArm={() => ({ key: freeArmKey(keysOf(arms)), min: 0 })}
      onChange={onChange}
      beside={(arm, change, index) => (
        <span className="flex items-center gap-1.5">
          <span className="text-muted-foreground text-xs">at least</span>
          <Input
            aria-label={`Lower limit of exit ${index + 1}`}
            type="number"
            className="h-8 w-20"
            value={typeof arm.min === "number" ? arm.min : ""}
            onChange={(event) => change({ ...arm, min: Number(event.currentTarget.value) })}
          />
        </span>
      )}
    />
  );
}
