"use client";

import { useMemo } from "react";
import { useResource } from "@/components/data/use-resource";
import { subscriberFields } from "@/components/pickers/subscriber-fields";
import { useEventKinds } from "@/components/pickers/use-vocabulary";
import type { AttributeResource } from "@/lib/api/schemas/activity";
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
  // with the fields everybody has: their samples are wanted, too
  const known = useResource<{ data: AttributeResource[] }>("attributes", "/attributes", { staleMs: 60_000 });
  const attributes = known.data?.data;
  const kinds = useEventKinds();
  return useMemo(() => {
    const seen = new Map(attributes?.map((attribute) => [attribute.path, sampleText(attribute.samples)]));
    const fields = subscriberFields
      .filter((field) => field.path !== "created_at")
      .map((field) => ({ path: field.path, label: field.label, group: "Person", sample: seen.get(field.path) ?? "" }));
    const own = new Set(fields.map((field) => field.path));
    const others = (attributes ?? [])
      .filter((attribute) => !own.has(attribute.path))
      .map(({ path, samples }) => ({ path, label: path, group: "Attributes", sample: sampleText(samples) }));
    const events = kinds.data.flatMap((kind) =>
      Object.entries(kind.properties).map(([name, sample]) => ({
        path: `event.${name}`,
        label: name,
        group: `Event: ${kind.name}`,
        sample: sampleText([sample]),
      })),
    );
    const byPath = new Map([...fields, ...others, ...events].reverse().map((known) => [known.path, known]));
    return [...byPath.values()].reverse();
  }, [attributes, kinds.data]);
}
