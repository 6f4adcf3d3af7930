import * as z from "zod";
import { pathSchema } from "@/lib/journey/condition";
import { describePathName } from "@/lib/journey/describe-condition";
import { type Json, jsonSchema } from "@/lib/journey/json";
import { isSubscriberField, isWritableField, pathRoot } from "@/lib/journey/read-path";
import { defineNode, type NodeProblem, type StepInput } from "../define-node";
import { nextPort } from "../next-port";

const schema = z.strictObject({
  set: z
    .record(pathSchema, jsonSchema)
    .refine((set) => Object.keys(set).length <= 50, "at most 50 attributes at a time"),
});
export type UpdateAttributesConfig = z.output<typeof schema>;

export const updateAttributes = defineNode<UpdateAttributesConfig>({
  type: "update_attributes",
  category: "data",
  label: "Update attributes",
  description:
    "Writes to the person: fixed values, or values computed with {{ variables }}. An empty value removes the attribute.",
  keywords: ["set", "field", "property", "trait", "profile", "lifecycle", "change", "computed", "liquid"],
  icon: "user-cog",
  schema,
  defaults: { set: {} },
  fields: [
    {
      kind: "assignments",
      name: "set",
      label: "Set",
      help: "A computed value that reads as a number, true or false is stored as such.",
    },
  ],
  ports: () => nextPort,
  summary: ({ set }) => {
    const names = Object.keys(set).map(describePathName);
    if (names.length === 0) return "Choose what to set";
    return `Set ${names.slice(0, 3).join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""}`;
  },
  check: ({ set }) => {
    const paths = Object.keys(set);
    if (paths.length === 0)
      return [
        { code: "missing_setting", severity: "error", message: "Choose at least one attribute to set.", field: "set" },
      ];
    return paths
      .filter((path) => !isWritable(path))
      .map(
        (path): NodeProblem => ({
          code: "invalid_setting",
          severity: "error",
          message: `“${path}” cannot be written.`,
          field: `set.${path}`,
        }),
      );
  },
  writesSubscriber: true,
  step: (input) => {
    const set: Record<string, Json> = {};
    const failed: string[] = [];
    for (const [path, value] of Object.entries(input.node.config.set)) {
      const computed = computeValue(value, isSubscriberField(path), input);
      if (computed.ok && isWritable(path)) set[path] = computed.value;
      else failed.push(path);
    }
    return {
      kind: "leave",
      port: "next",
      ...(failed.length > 0 && { reason: `not_set: ${failed.join(", ")}` }),
      effects: Object.keys(set).length > 0 ? [{ kind: "set_attributes", set }] : [],
    };
  },
});

function isWritable(path: string): boolean {
  const at = pathRoot(path);
  return at.root === "attribute" || (at.root === "field" && at.keys.length === 0 && isWritableField(at.field));
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
    // A filter may have cut a character in half; the database would refuse that, and NUL.
    const text = filled.text.toWellFormed().replaceAll("\0", "");
    return { ok: true, value: textOnly ? text || null : typed(text) };
  }
  // A column of the person holds text; anything else would be refused by the database long after the walk.
  return textOnly && typeof value !== "string" ? { ok: false } : { ok: true, value };
}

/** Text from a template, as the value it spells: so that a counter can be counted and compared. */
function typed(text: string): Json {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (trimmed === "true" || trimmed === "false") return trimmed === "true";
  return /^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/.test(trimmed) ? Number(trimmed) : text;
}
