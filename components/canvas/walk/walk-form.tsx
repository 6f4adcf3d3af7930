"use client";

import { Footprints } from "lucide-react";
import { useMemo, useState } from "react";
import { ApiError } from "@/components/data/api-error";
import { problemText } from "@/components/data/problem-text";
import { useWorkspace } from "@/components/data/workspace-context";
import { useEventKinds } from "@/components/pickers/use-vocabulary";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { inZone } from "@/components/ui/in-zone";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { JourneyVersionResource } from "@/lib/api/schemas/journey";
import type { Graph } from "@/lib/journey/graph";
import { filteredProperties } from "./filtered-properties";
import { LaterEvents } from "./later-events";
import { PropertyRows } from "./property-rows";
import { triggerEvents } from "./trigger-events";
import { WalkPerson } from "./walk-person";
import type { WalkForm as WalkFormValue } from "./walk-request";

type WalkFormProps = {
  form: WalkFormValue;
  onChange: (part: Partial<WalkFormValue>) => void;
  /** the graph that will be walked */
  graph: Graph;
  versions: readonly JourneyVersionResource[];
  busy: boolean;
  error: unknown;
  onWalk: () => void;
};

/** Who walks, what began it, what they do later, when, and through which version. */
export function WalkForm({ form, onChange, graph, versions, busy, error, onWalk }: WalkFormProps) {
  const { timezone } = useWorkspace();
  const refused = error instanceof ApiError ? error : undefined;
  const incomplete = form.who === "existing" && form.externalId === "";
  const [asked, setAsked] = useState(false);
  return (
    <Form
      className="flex flex-col gap-4"
      refusal={error}
      onSubmit={() => {
        setAsked(true);
        if (incomplete) return false;
        onWalk();
        return true;
      }}
    >
      <p className="text-muted-foreground text-xs">
        Nothing is sent and nobody enters. Waits pass at once; every mail is shown as this person would get it.
      </p>
      {versions.length > 0 ? (
        <Field label="Through" error={refused?.fieldError("version")}>
          <Select
            value={String(form.version)}
            onValueChange={(version) => onChange({ version: version === "draft" ? "draft" : Number(version) })}
            options={[
              { value: "draft", label: "The draft" },
              ...versions.map(({ number, live }) => ({
                value: String(number),
                label: `Version ${number}${live ? " (live)" : ""}`,
              })),
            ]}
          />
        </Field>
      ) : null}
      <WalkPerson form={form} onChange={onChange} error={refused} missing={asked && incomplete} />
      <TriggerFields form={form} onChange={onChange} graph={graph} error={refused} />
      <LaterEvents value={form.later} onChange={(later) => onChange({ later })} error={refused} />
      <Field label="Begins" help={`${inZone(timezone)} Empty: now.`} error={refused?.fieldError("start_at")}>
        <Input
          type="datetime-local"
          value={form.startAt}
          onChange={(event) => onChange({ startAt: event.currentTarget.value })}
        />
      </Field>
      <Button type="submit" loading={busy}>
        <Footprints /> Walk
      </Button>
      {error ? <WalkRefused error={error} /> : null}
    </Form>
  );
}

function WalkRefused({ error }: { error: unknown }) {
  const errors = error instanceof ApiError ? (error.problem.errors ?? []) : [];
  return (
    <Alert tone="danger" live>
      {problemText(error)}
      {errors.length > 0 ? (
        <ul className="mt-1 list-disc pl-4">
          {errors.map(({ path, message }) => (
            <li key={`${path} ${message}`}>{path ? `${path}: ${message}` : message}</li>
          ))}
        </ul>
      ) : null}
    </Alert>
  );
}

type TriggerFieldsProps = Pick<WalkFormProps, "form" | "onChange" | "graph"> & { error: ApiError | undefined };

function TriggerFields({ form, onChange, graph, error }: TriggerFieldsProps) {
  const kinds = useEventKinds();
  const events = useMemo(() => triggerEvents(graph), [graph]);
  const event = form.event ?? events[0];
  const seen = kinds.data.find((kind) => kind.name === event)?.properties ?? {};
  const known = Object.keys(seen).length > 0;
  const example = known ? seen : filteredProperties(graph, event);
  return (
    <section aria-label="What began it" className="flex flex-col gap-3">
      {events.length > 1 ? (
        <Field label="Event" error={error?.fieldError("trigger.event")}>
          <Combobox
            value={event}
            onValueChange={(chosen) => onChange({ event: chosen })}
            options={events.map((name) => ({ value: name, label: name }))}
          />
        </Field>
      ) : null}
      <PropertyRows
        label={event ? `Properties of “${event}”` : "Properties"}
        noun="Property"
        addLabel="Add a property"
        value={form.properties}
        onChange={(properties) => onChange({ properties })}
        error={error?.fieldError("trigger.properties")}
      />
      {Object.keys(form.properties).length === 0 && Object.keys(example).length > 0 ? (
        <Button variant="link" size="xs" className="-mt-2 w-fit px-0" onClick={() => onChange({ properties: example })}>
          {known ? "Fill in what was last seen" : "Fill in what the start looks at"}
        </Button>
      ) : null}
    </section>
  );
}
