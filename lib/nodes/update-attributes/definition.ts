import * as z from "zod";
import { applyAttributes } from "@/lib/journey/apply-attributes";
import { applyTransform } from "@/lib/journey/apply-transform";
import { pathSchema } from "@/lib/journey/condition";
import { describePathName } from "@/lib/journey/describe-condition";
import { type Json, jsonSchema } from "@/lib/journey/json";
import { personZone } from "@/lib/journey/person-zone";
import { isSubscriberField, readPath } from "@/lib/journey/read-path";
import { storableText } from "@/lib/journey/storable-text";
import { checkTransform, type Transform, transformSchema } from "@/lib/journey/transform";
import { defineAction } from "../define-action";
import type { NodeProblem, StepInput } from "../define-node";
import { isWritablePath } from "../is-writable-path";
import { nextPort } from "../next-port";
import { typedText } from "../typed-text";

const schema = z.strictObject({
  set: z
    .record(pathSchema, jsonSchema)
    .refine((set) => Object.keys(set).length <= 50, "at most 50 attributes at a time")
    .default({}),
  /** calculations, done in order after `set`; each sees what the ones before it have written */
  compute: z.array(transformSchema).max(50).optional(),
});
export type UpdateAttributesConfig = z.output<typeof schema>;

export const updateAttributes = defineAction<UpdateAttributesConfig>({
  type: "update_attributes",
  category: "data",
  label: "Update attributes",
  description:
    "Writes to the person: fixed values, values with {{ variables }}, or numbers, dates and texts calculated from what is known. An empty value removes the attribute.",
  keywords: ["set", "field", "property", "trait", "profile", "lifecycle", "change", "computed", "liquid"],
  icon: "user-cog",
  schema,
  defaults: { set: {} },
  fields: [
    {
      kind: "assignments",
      name: "set",
      label: "Set",
      help: "A value that reads as a number, true or false is stored as such.",
    },
    { kind: "transforms", name: "compute", label: "Calculate" },
  ],
  ports: () => nextPort,
  summary: ({ set, compute = [] }) => {
    const paths = [...Object.keys(set), ...compute.map(({ path }) => path).filter(Boolean)];
    const names = [...new Set(paths)].map(describePathName);
    if (names.length === 0) return "Choose what to set";
    return `Set ${names.slice(0, 3).join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""}`;
  },
  check: ({ set, compute = [] }) => {
    const paths = Object.keys(set);
    if (paths.length + compute.length === 0)
      return [
        { code: "missing_setting", severity: "error", message: "Choose at least one attribute to set.", field: "set" },
      ];
    return [
      ...paths
        .filter((path) => !isWritablePath(path))
        .map((path) => invalid(`“${path}” cannot be written.`, `set.${path}`)),
      ...compute.flatMap((transform, i) => {
        const message =
          checkTransform(transform) ??
          (isWritablePath(transform.path) ? undefined : `“${transform.path}” cannot be written.`);
        return message ? [invalid(message, `compute.${i}`)] : [];
      }),
    ];
  },
  writesSubscriber: true,
  step: (input) => {
    const set: Record<string, Json> = {};
    const failed: string[] = [];
    for (const [path, value] of Object.entries(input.node.config.set)) {
      const computed = computeValue(value, isSubscriberField(path), input);
      if (computed.ok && isWritablePath(path)) set[path] = computed.value;
      else failed.push(path);
    }
    for (const transform of input.node.config.compute ?? []) {
      const computed = compute(transform, set, input);
      if (computed.ok && isWritablePath(transform.path)) set[transform.path] = computed.value;
      else failed.push(transform.path);
    }
    return {
      kind: "leave",
      port: "next",
      ...(failed.length > 0 && { reason: `not_set: ${failed.join(", ")}` }),
      effects: Object.keys(set).length > 0 ? [{ kind: "set_attributes", set }] : [],
    };
  },
});

function invalid(message: string, field: string): NodeProblem {
  return { code: "invalid_setting", severity: "error", message, field };
}

/** One calculation, over the person as they are with what this step has written so far. */
function compute(
  transform: Transform,
  written: Readonly<Record<string, Json>>,
  { facts, env }: StepInput<UpdateAttributesConfig>,
): { ok: true; value: Json } | { ok: false } {
  const { path, from, by } = transform;
  const now = { ...facts, subscriber: applyAttributes(facts.subscriber, written) };
  let argument = by;
  if (typeof by === "string" && /\{\{|\{%/.test(by)) {
    const filled = env.fill(by, now);
    if (!filled.ok) return filled;
    argument = typedText(filled.text);
  }
  const result = applyTransform(transform, readPath(from || path, now), argument, {
    now: env.now,
    zone: personZone(facts),
  });
  return result.ok && isSubscriberField(path) ? { ok: true, value: String(result.value) } : result;
}

function computeValue(
  value: Json,
  textOnly: boolean,
  { env, facts }: StepInput<UpdateAttributesConfig>,
): { ok: true; value: Json } | { ok: false } {
  if (value === null || value === "") return { ok: true, value: null };
  if (typeof value === "string" && /\{\{|\{%/.test(value)) {
    const filled = env.fill(value, facts);
    if (!filled.ok) return filled;
    const text = storableText(filled.text);
    return { ok: true, value: textOnly ? text || null : typedText(text) };
  }
  // A column of the person holds text; anything else would be refused by the database long after the walk.
  return textOnly && typeof value !== "string" ? { ok: false } : { ok: true, value };
}
