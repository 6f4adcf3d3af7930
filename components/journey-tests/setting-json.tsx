"use client";

import { journeyTestCaseSchema } from "@/lib/journey/journey-test";
import { JsonField } from "./json-field";
import type { SettingProps } from "./setting-fields";

const settingSchema = journeyTestCaseSchema.pick({
  person: true,
  trigger: true,
  events: true,
  start_at: true,
  webhooks: true,
});

/** The same as the fields say, and what webhooks answer, as JSON. `onBroken`: it cannot be read at the moment. */
export function SettingJson({ value, onChange, onBroken }: SettingProps & { onBroken: (broken: boolean) => void }) {
  const { person, trigger, events, start_at, webhooks } = value;
  return (
    <JsonField
      label="Who and what"
      help="person (with attributes, tags, segments as ids, history), trigger, events, start_at, and webhooks: what a step’s call answers."
      schema={settingSchema}
      value={{ person, trigger, events, start_at, ...(webhooks ? { webhooks } : {}) }}
      onChange={(next) => {
        onBroken(next === undefined);
        if (next) onChange({ webhooks: undefined, ...next });
      }}
    />
  );
}
