"use client";

import { useMemo } from "react";
import { describedEvents } from "@/components/pickers/described-events";
import { scoreFields, subscriberFields } from "@/components/pickers/subscriber-fields";
import { useAttributes, useEventKinds } from "@/components/pickers/use-vocabulary";
import type { Json } from "@/lib/journey/json";
import { useConditionSurroundings } from "./condition-context";
import { typeOfValue, type ValueType } from "./condition-model";
import { useKnownAnswers } from "./known-answers";

export type KnownPath = {
  path: string;
  label: string;
  group: string;
  type: ValueType | undefined;
  samples: readonly Json[];
};

/** The paths a rule may name here, event properties first where there is an event, then what earlier calls have answered. */
export function useKnownPaths(): KnownPath[] {
  const { scope, events } = useConditionSurroundings();
  const kinds = useEventKinds();
  const attributes = useAttributes();
  const answers = useKnownAnswers();
  return useMemo(() => {
    const ofPerson = [
      ...attributes.data.map((a) => known(a.path, a.path, "Attributes", a.samples)),
      ...subscriberFields.map((f) => ({ ...f, group: "Person", samples: [] })),
      ...scoreFields.map((f) => ({ ...f, group: "Scores" })),
    ];
    if (scope === "subscriber") return unique(ofPerson);
    const seen = kinds.data
      .filter((kind) => events.length === 0 || events.includes(kind.name))
      .flatMap((kind) =>
        Object.entries(kind.properties).map(([name, sample]) => known(`event.${name}`, name, "Event", [sample])),
      );
    const standard = describedEvents
      .filter((event) => events.includes(event.name))
      .flatMap((event) => event.properties.map((p) => known(`event.${p}`, p, "Event", [])));
    return unique([...seen, ...standard, ...(scope === "any" ? answers : []), ...ofPerson]);
  }, [scope, events, kinds.data, attributes.data, answers]);
}

function known(path: string, label: string, group: string, samples: readonly Json[]): KnownPath {
  return { path, label, group, samples, type: typeOfValue(samples.find((s) => s !== null)) };
}

function unique(paths: KnownPath[]): KnownPath[] {
  const byPath = new Map<string, KnownPath>();
  for (const path of paths) if (!byPath.has(path.path)) byPath.set(path.path, path);
  return [...byPath.values()];
}
