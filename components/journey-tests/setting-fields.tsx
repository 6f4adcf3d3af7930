"use client";

import { useCanvas } from "@/components/canvas/canvas-context";
import { localDatetimeFrom } from "@/components/canvas/inspector/local-datetime";
import { LaterEvents } from "@/components/canvas/walk/later-events";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type JourneyTestCase, testPersonSchema } from "@/lib/journey/journey-test";
import { jsonObjectSchema } from "@/lib/journey/json";
import { JsonField } from "./json-field";

const BY_HAND = "(by hand)";

type SettingFieldsProps = {
  value: JourneyTestCase;
  onChange: (part: Partial<JourneyTestCase>) => void;
  /** a part that cannot be read at the moment */
  onBroken: (part: string, broken: boolean) => void;
};

/** Who it is, what makes them enter and what they do then. */
export function SettingFields({ value, onChange, onBroken }: SettingFieldsProps) {
  const { person, trigger, events } = value;
  const { first_name, email, ...rest } = person;
  const names = useTriggerEvents(trigger.event);
  const take =
    <T,>(part: string, use: (value: T) => void) =>
    (read: T | undefined) => {
      onBroken(part, read === undefined);
      if (read !== undefined) use(read);
    };
  return (
    <section aria-label="Who and what" className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="First name" hint="Optional">
          <Input
            value={first_name ?? ""}
            onChange={(e) => onChange({ person: { ...person, first_name: e.currentTarget.value || undefined } })}
          />
        </Field>
        <Field label="Email" hint="Optional">
          <Input
            value={email ?? ""}
            onChange={(e) => onChange({ person: { ...person, email: e.currentTarget.value || undefined } })}
          />
        </Field>
      </div>
      <JsonField
        label="More about them"
        help="As JSON: attributes, tags, timezone, segments (ids), and history: [{event, properties, before}]."
        schema={testPersonSchema}
        value={rest}
        onChange={take("person", (more: JourneyTestCase["person"]) => {
          const named = { ...(first_name ? { first_name } : {}), ...(email ? { email } : {}) };
          onChange({ person: { ...more, ...named } });
        })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="They enter by">
          <Select
            value={trigger.event ?? BY_HAND}
            options={[
              ...names.map((name) => ({ value: name, label: name })),
              { value: BY_HAND, label: "being put in by hand" },
            ]}
            onValueChange={(name) =>
              onChange({
                trigger: { properties: trigger.properties, ...(name === BY_HAND ? {} : { event: name }) },
              })
            }
          />
        </Field>
        <Field label="At" help="Waits and windows count from here.">
          <Input
            type="datetime-local"
            value={localDatetimeFrom(value.start_at)}
            onChange={(e) => {
              const at = new Date(e.currentTarget.value);
              if (!Number.isNaN(at.getTime())) onChange({ start_at: at.toISOString() });
            }}
          />
        </Field>
      </div>
      <JsonField
        label="Event properties"
        help="As JSON"
        schema={jsonObjectSchema}
        value={trigger.properties}
        onChange={take("properties", (properties) => onChange({ trigger: { ...trigger, properties } }))}
      />
      <LaterEvents value={events} onChange={(next) => onChange({ events: next })} />
    </section>
  );
}

/** Events that the journey's triggers wait for, and the one that is chosen already. */
function useTriggerEvents(chosen: string | undefined): string[] {
  const graph = useCanvas((s) => s.history.present.graph);
  const names = graph.nodes.flatMap(({ type, config }) =>
    type === "trigger.event" && typeof config.event === "string" && config.event !== "" ? [config.event] : [],
  );
  return [...new Set([...names, ...(chosen ? [chosen] : [])])];
}
