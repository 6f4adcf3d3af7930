"use client";

import { useCanvas } from "@/components/canvas/canvas-context";
import { localDatetimeFrom, storedDatetimeFrom } from "@/components/canvas/inspector/local-datetime";
import { LaterEvents } from "@/components/canvas/walk/later-events";
import { PropertyRows } from "@/components/canvas/walk/property-rows";
import { useWorkspace } from "@/components/data/workspace-context";
import { Field } from "@/components/ui/field";
import { inZone } from "@/components/ui/in-zone";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { JourneyTestCase } from "@/lib/journey/journey-test";
import { TestPast } from "./test-past";
import { TestPersonFields } from "./test-person-fields";

const BY_HAND = "(by hand)";

export type SettingProps = {
  value: JourneyTestCase;
  onChange: (part: Partial<JourneyTestCase>) => void;
};

/** Who it is, what makes them enter and what they do then; what is said of them besides, and seldom, is folded away. */
export function SettingFields({ value, onChange }: SettingProps) {
  const { person, trigger, events } = value;
  const { timezone } = useWorkspace();
  const names = useTriggerEvents(trigger.event);
  const setPerson = (next: JourneyTestCase["person"]) => onChange({ person: next });
  return (
    <section aria-label="Who and what" className="flex flex-col gap-4">
      <TestPersonFields value={person} onChange={setPerson} />
      <TestPast value={person} onChange={setPerson} />
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
        <Field label="At" help={`${inZone(timezone)} Waits and windows count from here.`}>
          <Input
            type="datetime-local"
            value={localDatetimeFrom(value.start_at, timezone)}
            onChange={(e) => {
              const at = storedDatetimeFrom(e.currentTarget.value, value.start_at, timezone);
              if (at) onChange({ start_at: at });
            }}
          />
        </Field>
      </div>
      <PropertyRows
        label="Event properties"
        noun="Property"
        addLabel="Add a property"
        value={trigger.properties}
        onChange={(properties) => onChange({ trigger: { ...trigger, properties } })}
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
