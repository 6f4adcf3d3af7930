"use client";

import { useMemo } from "react";
import { useResource } from "@/components/data/use-resource";
import { scoreFields, subscriberFields } from "@/components/pickers/subscriber-fields";
import { useEventKinds } from "@/components/pickers/use-vocabulary";
import type { AttributeResource } from "@/lib/api/schemas/activity";
import type { SubscriberResource } from "@/lib/api/schemas/subscriber";
import { lookUp } from "@/lib/email/liquid/look-up";
import type { Json } from "@/lib/journey/json";
import { useMaybeEmailEditor } from "./editor-context";
import { findBlock } from "./store/edit-document";

export type KnownVariable = {
  path: string;
  label: string;
  group: string;
  /** what it is for the person who was chosen, else values that were really seen; "" when there is none */
  sample: string;
  /** a list: text cannot show it, a list block can */
  list: boolean;
};

const sampleText = (samples: readonly Json[]) =>
  samples
    .filter((sample) => sample !== null && sample !== "" && typeof sample !== "object")
    .slice(0, 2)
    .map(String)
    .join(", ");

/** The catalogue of events keeps a list as the beginning of its JSON. */
const isList = (sample: Json) => Array.isArray(sample) || (typeof sample === "string" && /^\[[{"[\d]/.test(sample));

const known = (path: string, label: string, group: string, samples: readonly Json[]): KnownVariable => ({
  path,
  label,
  group,
  sample: sampleText(samples.filter((sample) => !isList(sample))),
  list: samples.some(isList),
});

/** What the parts of a list's items are called, from the beginning of one that was seen. */
function itemVariables(list: Json | undefined): KnownVariable[] {
  const text = typeof list === "string" ? list : JSON.stringify(list ?? "");
  const [first = ""] = /^\[\{[^{}]*/.exec(text) ?? [];
  const names = [...first.matchAll(/"([A-Za-z_]\w{0,40})":/g)].map((match) => match[1] ?? "");
  return [...new Set(names)].map((name) => known(`item.${name}`, name, "Item of the list", []));
}

const incentiveVariables: KnownVariable[] = [
  known("incentive.label", "offer in words", "Offer", ["10%"]),
  known("incentive.percent", "percent", "Offer", [10]),
  known("incentive.amount", "amount saved", "Offer", [12.5]),
  known("incentive.code", "discount code", "Offer", ["SAMPLE-CODE"]),
];

/** The person whose values are shown, when the editor has one. */
function usePersonValues(): { name: string; values: Record<string, unknown> } | undefined {
  const externalId = useMaybeEmailEditor()?.person;
  const person = useResource<SubscriberResource>("subscriber", `/subscribers/${encodeURIComponent(externalId ?? "")}`, {
    enabled: externalId !== undefined,
    staleMs: 60_000,
  });
  const data = externalId === undefined ? undefined : person.data;
  return useMemo(
    () => data && { name: data.first_name ?? data.email ?? data.external_id, values: { ...data.attributes, ...data } },
    [data],
  );
}

/** What a mail may say about a person and what happened, with values that were really seen. */
export function useVariables(): KnownVariable[] {
  // with the fields everybody has: their samples are wanted, too
  const attributesSeen = useResource<{ data: AttributeResource[] }>("attributes", "/attributes", { staleMs: 60_000 });
  const attributes = attributesSeen.data?.data;
  const kinds = useEventKinds();
  const editor = useMaybeEmailEditor();
  const person = usePersonValues();
  const block = editor?.selected === undefined ? undefined : findBlock(editor.document, editor.selected);
  const listPath = block?.type === "list" ? block.path : undefined;
  const offered = editor?.source.incentive !== undefined;
  return useMemo(() => {
    const seen = new Map(attributes?.map((attribute) => [attribute.path, attribute.samples]));
    const fields = subscriberFields
      .filter((field) => field.path !== "created_at")
      .map((field) => known(field.path, field.label, "Person", seen.get(field.path) ?? []));
    const scores = scoreFields.map(({ path, label, samples }) => known(path, label, "Scores", samples));
    const own = new Set(fields.map((field) => field.path));
    const others = (attributes ?? [])
      .filter((attribute) => !own.has(attribute.path))
      .map(({ path, samples }) => known(path, path, "Attributes", samples));
    const events = kinds.data.flatMap((kind) =>
      Object.entries(kind.properties).map(([name, sample]) =>
        known(`event.${name}`, name, `Event: ${kind.name}`, [sample]),
      ),
    );
    const list = listPath?.startsWith("event.")
      ? kinds.data
          .map(({ properties }) => properties[listPath.slice("event.".length)])
          .find((sample) => sample !== undefined && isList(sample))
      : seen.get(listPath ?? "")?.find(isList);
    const all = [
      ...itemVariables(list),
      known("current_date", "today", "Date", []),
      ...(offered ? incentiveVariables : []),
      ...fields,
      ...others,
      ...scores,
      ...events,
    ];
    const byPath = new Map(all.reverse().map((variable) => [variable.path, variable]));
    return [...byPath.values()].reverse().map((variable) => ofPerson(variable, person));
  }, [attributes, kinds.data, listPath, offered, person]);
}

/** The variable with what the chosen person has at it. */
function ofPerson(
  variable: KnownVariable,
  person: { name: string; values: Record<string, unknown> } | undefined,
): KnownVariable {
  if (!person || !["Person", "Attributes"].includes(variable.group)) return variable;
  const value = lookUp(person.values, variable.path.split("."));
  const text =
    typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
  return { ...variable, sample: text === "" ? `nothing for ${person.name}` : text };
}
