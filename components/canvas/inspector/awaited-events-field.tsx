"use client";

import { ConditionBuilder } from "@/components/conditions/condition-builder";
import { EventPicker } from "@/components/pickers/event-picker";
import type { JsonObject } from "@/lib/journey/json";
import { armsOf, freeArmKey } from "./arm-list";
import { ArmRows } from "./arm-rows";
import { conditionToJson } from "./condition-field";
import type { FieldProps } from "./field-props";
import { looksLikeCondition } from "./looks-like-condition";

/** Events that a person waits for, each with its exit and an optional filter. */
export function AwaitedEventsField({ field, value, onChange, error, steps }: FieldProps<"awaited_events">) {
  const arms = armsOf(value).map((arm) =>
    typeof arm.port === "string" ? arm : { ...arm, port: String(arm.event ?? "") },
  );
  const ports = arms.map((arm) => arm.port ?? "").map(String);
  return (
    <ArmRows
      arms={arms}
      keyName="port"
      label={field.label}
      help={field.help ?? "The first one to happen decides."}
      error={error}
      addLabel="Or another event"
      min={1}
      newArm={() => ({ event: "", port: freeArmKey(ports, "event_") })}
      onChange={onChange}
      below={(arm, change, index) => (
        <>
          <EventPicker
            aria-label={`Event ${index + 1}`}
            value={typeof arm.event === "string" ? arm.event : ""}
            onChange={(event) => change({ ...arm, event })}
          />
          <ConditionBuilder
            scope="event"
            label={`Only where, event ${index + 1}`}
            value={looksLikeCondition(arm.where) ? arm.where : undefined}
            events={typeof arm.event === "string" && arm.event !== "" ? [arm.event] : []}
            steps={steps}
            onChange={(next) => {
              const where = conditionToJson(next);
              change(where === undefined ? without(arm, "where") : { ...arm, where });
            }}
          />
        </>
      )}
    />
  );
}

function without(arm: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(arm).filter(([name]) => name !== key));
}
