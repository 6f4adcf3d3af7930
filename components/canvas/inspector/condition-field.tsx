"use client";

import { ConditionBuilder } from "@/components/conditions/condition-builder";
import { Button } from "@/components/ui/button";
import { isEmptyCondition } from "@/lib/journey/check-condition";
import type { Condition } from "@/lib/journey/condition";
import type { Json } from "@/lib/journey/json";
import type { FieldProps } from "./field-props";
import { looksLikeCondition } from "./looks-like-condition";

/** A condition setting; a filter that was emptied is taken away. */
export function ConditionField({ field, value, onChange, error, config, events, steps }: FieldProps<"condition">) {
  const condition = looksLikeCondition(value) ? value : undefined;
  const own = typeof config.event === "string" && config.event !== "" ? [config.event] : events;
  return (
    <section className="flex flex-col gap-1.5" aria-label={field.label}>
      <div className="flex items-baseline justify-between gap-2">
        <h3 className="font-medium text-[0.8125rem]">{field.label}</h3>
        {condition && !isEmptyCondition(condition) ? (
          <Button variant="link" size="xs" onClick={() => onChange(undefined)}>
            Clear
          </Button>
        ) : null}
      </div>
      {field.help ? <p className="text-muted-foreground text-xs">{field.help}</p> : null}
      <ConditionBuilder
        value={condition}
        label={field.label}
        scope={field.scope}
        events={own}
        steps={steps}
        error={error}
        onChange={(next) => onChange(conditionToJson(next))}
      />
    </section>
  );
}

/** An empty "all" says nothing: it is stored as no condition. */
export function conditionToJson(condition: Condition): Json | undefined {
  if ("all" in condition && condition.all.length === 0) return undefined;
  return JSON.parse(JSON.stringify(condition)) as Json;
}
