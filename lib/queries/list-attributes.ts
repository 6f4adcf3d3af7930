import type { AttributeResource } from "@/lib/api/schemas/activity";
import { withWorkspace } from "@/lib/db/with-workspace";
import type { Json, JsonObject } from "@/lib/journey/json";
import { isJsonObject } from "./is-json-object";

/** The newest people stand for all: pickers want names and examples, not a census. */
const PEOPLE_READ = 1_000;
const SAMPLES_MAX = 5;
const SAMPLE_LENGTH_MAX = 200;
const NESTING_MAX = 3;
const PATHS_MAX = 500;

const FIELDS = [
  "email",
  "phone",
  "first_name",
  "last_name",
  "timezone",
  "locale",
  "lifecycle_stage",
  "external_id",
  "created_at",
] as const;

type Samples = Map<string, Map<string, Json>>;

/** Paths that conditions and Liquid can use for a person, with examples of their values: the fields first, then what was sent. */
export async function listAttributes(workspaceId: number): Promise<AttributeResource[]> {
  const people = await withWorkspace(workspaceId, (tx) =>
    tx.subscriber.findMany({ where: { workspaceId }, orderBy: { id: "desc" }, take: PEOPLE_READ }),
  );
  const fields: Samples = new Map(FIELDS.map((field) => [field, new Map()]));
  const attributes: Samples = new Map();
  for (const person of people) {
    const { email, phone, firstName, lastName, timezone, locale, lifecycleStage, externalId, createdAt } = person;
    const values: Record<(typeof FIELDS)[number], string | null> = {
      email,
      phone,
      first_name: firstName,
      last_name: lastName,
      timezone,
      locale,
      lifecycle_stage: lifecycleStage,
      external_id: externalId,
      created_at: createdAt.toISOString(),
    };
    for (const field of FIELDS) addSample(fields, field, values[field]);
    if (isJsonObject(person.attributes)) addAll(attributes, person.attributes, "", 1);
  }
  const resources = (samples: Samples, source: "field" | "attribute") =>
    [...samples].map(([path, values]) => ({ path, source, samples: [...values.values()] }));
  return [
    ...resources(fields, "field"),
    ...resources(attributes, "attribute").sort((a, b) => (a.path < b.path ? -1 : 1)),
  ];
}

function addAll(into: Samples, object: JsonObject, prefix: string, nesting: number): void {
  for (const [key, value] of Object.entries(object)) {
    const path = `${prefix}${key}`;
    if (isJsonObject(value) && nesting < NESTING_MAX) addAll(into, value, `${path}.`, nesting + 1);
    else if (into.has(path) || into.size < PATHS_MAX) addSample(into, path, value);
  }
}

function addSample(into: Samples, path: string, value: Json): void {
  const known = into.get(path) ?? new Map<string, Json>();
  into.set(path, known);
  if (value === null || known.size >= SAMPLES_MAX) return;
  const text = JSON.stringify(value);
  if (text.length <= SAMPLE_LENGTH_MAX) known.set(text, value);
}
