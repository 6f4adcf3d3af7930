"use client";

import { useMemo } from "react";
import { subscriberFields } from "@/components/pickers/subscriber-fields";
import { useAttributes, useEventKinds } from "@/components/pickers/use-vocabulary";
import type { Json } from "@/lib/journey/json";

export type KnownVariable = { path: string; label: string; group: string; sample: string };

const sampleText = (samples: readonly Json[]) =>
  samples
    .filter((sample) => sample !== null && sample !== "" && typeof sample !== "object")
    .slice(0, 2)
    .map(String)
    .join(", ");

/** What a mail may say about a person and what happened, with values that were really seen. */
export function useVariables(): KnownVariable[] {
  const attributes = useAttributes();
  const kinds = useEventKinds();
  return useMemo(() => {
    const seen = new Map(attributes.data.map((attribute) => [attribute.path, sampleText(attribute.samples)]));
    const fields = subscriberFields
      .filter((field) => field.path !== "created_at")
      .map((field) => ({ path: field.path, label: field.label, group: "Person", sample: seen.get(field.path) ?? "" }));
    const own = new Set(fields.map((field) => field.path));
    const others = attributes.data
      .filter((attribute) => !own.has(attribute.path))
      .map(({ path, samples }) => ({ path, label: path, group: "Attributes", sample: sampleText(samples) }));
    const events = kinds.data.flatMap((kind) =>
      kind.properties.map(({ path, samples }) => ({
        path: `event.${path}`,
        label: path,
        group: `Event: ${kind.name}`,
        sample: sampleText(samples),
      })),
    );
    const byPath = new Map([...fields, ...others, ...events].reverse().map((known) => [known.path, known]));
    return [...byPath.values()].reverse();
  }, [attributes.data, kinds.data]);
}
