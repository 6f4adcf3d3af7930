"use client";

import { Play } from "lucide-react";
import { useMemo, useState } from "react";
import { problemText } from "@/components/data/problem-text";
import { useCursorList } from "@/components/data/use-cursor-list";
import { SaveAsTest } from "@/components/journey-tests/save-as-test";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { SubscriberResource } from "@/lib/api/schemas/subscriber";
import { type JsonObject, jsonObjectSchema } from "@/lib/journey/json";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import { useSaveDraft } from "../save/save-draft-context";
import { type LaterEvent, LaterEvents } from "./later-events";
import { SimulationResult } from "./simulation-result";
import { trailOf } from "./trail-of";
import { useSimulation } from "./use-simulation";

/** Choose a person and what came with the event, then see where they go. */
export function SimulateForm() {
  const { journeyId } = useCanvasEnvironment();
  const graph = useCanvas((s) => s.history.present.graph);
  const set = useCanvas((s) => s.set);
  const saveDraft = useSaveDraft();
  const simulation = useSimulation(journeyId);
  const [person, setPerson] = useState("");
  const [search, setSearch] = useState("");
  const [properties, setProperties] = useState("{}");
  const [later, setLater] = useState<LaterEvent[]>([]);
  const people = useCursorList<SubscriberResource>("subscribers", "/subscribers", { query: { search, limit: 20 } });
  const events = useMemo(
    () =>
      graph.nodes.flatMap((node) =>
        typeof node.config.event === "string" && node.type === "trigger.event" ? [node.config.event] : [],
      ),
    [graph],
  );
  const [chosenEvent, setEvent] = useState<string>();
  const event = chosenEvent ?? events[0];
  const parsed = parseProperties(properties);

  const run = async () => {
    if (!parsed || !(await saveDraft())) return;
    const result = await simulation.mutateAsync({
      external_id: person,
      trigger: { ...(event ? { event } : {}), properties: parsed },
      events: later.filter((e) => e.event !== "").map((e) => ({ ...e, properties: {} })),
    });
    set({ trail: trailOf(result.visits) });
  };
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted-foreground text-xs">
        Nothing is sent and nobody enters: the draft is walked as it stands, waits pass at once.
      </p>
      <Field label="Person">
        <Combobox
          value={person}
          onValueChange={setPerson}
          onSearch={setSearch}
          loading={people.isPending}
          options={people.items.map((p) => ({
            value: p.external_id,
            label: [p.first_name, p.last_name].filter(Boolean).join(" ") || p.email || p.external_id,
            ...(p.email ? { help: p.email } : {}),
          }))}
          placeholder="Choose a person"
          searchPlaceholder="Search people"
          emptyText="Nobody found"
        />
      </Field>
      {events.length > 1 ? (
        <Field label="Event">
          <Combobox
            value={event}
            onValueChange={setEvent}
            options={events.map((name) => ({ value: name, label: name }))}
          />
        </Field>
      ) : null}
      <Field label="Event properties" help="As JSON" error={parsed ? undefined : "This is not a JSON object"}>
        <Textarea
          rows={3}
          className="font-mono text-xs"
          value={properties}
          onChange={(e) => setProperties(e.currentTarget.value)}
        />
      </Field>
      <LaterEvents value={later} onChange={setLater} />
      <Button
        disabled={person === "" || !parsed}
        loading={simulation.isPending}
        onClick={() => void run().catch(() => undefined)}
      >
        <Play /> Simulate
      </Button>
      {simulation.isError ? (
        <Alert tone="danger" live>
          {problemText(simulation.error)}
        </Alert>
      ) : null}
      {simulation.data ? <SimulationResult simulation={simulation.data} /> : null}
      {simulation.data ? <SaveAsTest journeyId={journeyId} walk={simulation.variables} /> : null}
    </div>
  );
}

function parseProperties(text: string): JsonObject | undefined {
  try {
    const parsed = jsonObjectSchema.safeParse(JSON.parse(text.trim() === "" ? "{}" : text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
