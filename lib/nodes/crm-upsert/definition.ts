import * as z from "zod";
import { pathSchema } from "@/lib/journey/condition";
import { describePathName } from "@/lib/journey/describe-condition";
import type { Json } from "@/lib/journey/json";
import { isSubscriberField } from "@/lib/journey/read-path";
import { defineAction } from "../define-action";
import type { NodeProblem } from "../define-node";
import { isArrival } from "../is-arrival";
import { isWritablePath } from "../is-writable-path";
import { typedText } from "../typed-text";

const PROPERTIES_MAX = 50;
const propertySchema = z.string().trim().max(100);
const templateSchema = z.string().max(10_000);
const fewEnough = (record: object) => Object.keys(record).length <= PROPERTIES_MAX;

const schema = z.strictObject({
  /** id of a connection of the workspace */
  connection_id: z.string().max(64).default(""),
  /** the contact whose `property` has this value, or a new one */
  match: z.strictObject({ property: propertySchema, value: templateSchema }).default({ property: "", value: "" }),
  /** the CRM's property → its value, Liquid allowed */
  fields: z
    .record(propertySchema, templateSchema)
    .refine(fewEnough, `at most ${PROPERTIES_MAX} properties`)
    .default({}),
  /** attribute of the person → the CRM's property */
  read: z.record(pathSchema, propertySchema).refine(fewEnough, `at most ${PROPERTIES_MAX} attributes`).optional(),
});
export type CrmUpsertConfig = z.output<typeof schema>;

export const crmUpsert = defineAction<CrmUpsertConfig>({
  type: "crm_upsert",
  category: "data",
  label: "Save to CRM",
  description:
    "Creates or updates the person’s contact in HubSpot or Salesforce, and can bring its fields back. Failures leave by “Error”.",
  keywords: ["hubspot", "salesforce", "contact", "sync", "sales", "lead", "integration", "upsert"],
  icon: "contact",
  schema,
  defaults: { connection_id: "", match: { property: "", value: "{{ email }}" }, fields: {} },
  fields: [
    { kind: "crm_connection", name: "connection_id", label: "CRM" },
    {
      kind: "crm_match",
      name: "match",
      label: "Find the contact by",
      help: "Who is not found is created with this value.",
    },
    {
      kind: "crm_fields",
      name: "fields",
      label: "Write",
      help: "An empty value leaves the CRM’s own value alone.",
    },
    {
      kind: "crm_read",
      name: "read",
      label: "Bring back",
      help: "What the CRM knows is written to the person. What is empty there changes nothing.",
    },
  ],
  callsOut:
    "The contact is really written to your CRM, with the settings as they stand now. Nobody in the journey moves.",
  ports: () => [
    { key: "next", label: "Saved" },
    { key: "error", label: "Error" },
  ],
  summary: ({ connection_id, fields, read = {} }) => {
    if (connection_id === "") return "Choose a CRM";
    const names = Object.keys(fields);
    const back = Object.keys(read).map(describePathName);
    const written = names.length > 0 ? `Save ${listed(names)} to the CRM` : "Find or create the contact in the CRM";
    return back.length > 0 ? `${written}, bring back ${listed(back)}` : written;
  },
  references: ({ connection_id }) => (connection_id === "" ? {} : { connections: [connection_id] }),
  check: ({ connection_id, match, read = {} }) => [
    ...(connection_id === "" ? [missing("Choose the CRM to write to.", "connection_id")] : []),
    ...(match.property === "" || match.value.trim() === ""
      ? [missing("Say which property the contact is found by, and its value.", "match")]
      : []),
    ...Object.entries(read).flatMap(([path, property]): NodeProblem[] => {
      if (property === "") return [missing(`Choose what “${path}” is filled with.`, `read.${path}`)];
      return isWritablePath(path) ? [] : [invalid(`“${path}” cannot be written.`, `read.${path}`)];
    }),
  ],
  writesSubscriber: true,
  step: (input) => {
    const { node, wake } = input;
    // Only the arrival asks: a wake meant for a goal must not write to the CRM again.
    if (wake?.by !== "result")
      return { kind: "wait", until: "forever", effects: isArrival(input) ? [{ kind: "upsert_contact" }] : [] };
    const values = { kind: "set_run" as const, values: { [node.id]: wake.value } };
    if (!wake.ok) return { kind: "leave", port: "error", reason: "crm_failed", effects: [values] };
    const set = broughtBack(node.config.read ?? {}, wake.value);
    return {
      kind: "leave",
      port: "next",
      effects: Object.keys(set).length > 0 ? [values, { kind: "set_attributes", set }] : [values],
    };
  },
});

/** What the answer says of the wanted properties, as attributes of the person. */
function broughtBack(read: Readonly<Record<string, string>>, value: Json): Record<string, Json> {
  const properties = fieldOf(value, "properties");
  const set: Record<string, Json> = {};
  for (const [path, property] of Object.entries(read)) {
    const found = fieldOf(properties, property);
    if (found === undefined || found === null || found === "" || !isWritablePath(path)) continue;
    // a field of the person holds text; an attribute what the text spells
    if (isSubscriberField(path)) set[path] = typeof found === "string" ? found : JSON.stringify(found);
    else set[path] = typeof found === "string" ? typedText(found) : found;
  }
  return set;
}

function fieldOf(value: Json | undefined, key: string): Json | undefined {
  if (value === undefined || value === null || typeof value !== "object" || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, 3).join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""}`;
}

function missing(message: string, field: string): NodeProblem {
  return { code: "missing_setting", severity: "error", message, field };
}

function invalid(message: string, field: string): NodeProblem {
  return { code: "invalid_setting", severity: "error", message, field };
}
