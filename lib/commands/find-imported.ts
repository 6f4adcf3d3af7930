import type { FieldError } from "@/lib/api/problem";
import type { ImportRequest, JourneyFile } from "@/lib/api/schemas/journey-file";
import { uuidV7 } from "@/lib/db/uuid-v7";
import type { Tx } from "@/lib/db/with-workspace";
import { emailDocumentSchema } from "@/lib/email/document";
import { graphSchema } from "@/lib/journey/graph";
import { journeyTestCaseSchema } from "@/lib/journey/journey-test";
import type { JsonObject } from "@/lib/journey/json";
import { journeySettingsSchema } from "@/lib/journey/settings";

/** Something of a file in this workspace: `now` is what is there; absent: it is to be made under this id. */
export type FoundThing = { id: string; now?: JsonObject };

export type ImportTargets = {
  journey: FoundThing;
  /** by their keys in the file */
  segments: Map<string, FoundThing>;
  templates: Map<string, FoundThing>;
  /** name → definition, of the journey that is there */
  tests: Map<string, JsonObject>;
  /** `@segments/vip` → id */
  idOf: Map<string, string>;
};

export type FoundImported =
  | { ok: true; targets: ImportTargets }
  | { ok: false; reason: "not_found" | "archived" }
  | { ok: false; reason: "invalid"; errors: FieldError[] };

/** Looks up what a file speaks of: by its id where that is ours, else by its name, which must then mean one thing only. */
export async function findImported(
  tx: Tx,
  workspaceId: number,
  file: JourneyFile,
  wanted: Pick<ImportRequest, "journey_id" | "as_new">,
): Promise<FoundImported> {
  const errors: FieldError[] = [];
  const journeys = await tx.journey.findMany({
    where: { workspaceId },
    select: { id: true, name: true, status: true },
  });
  const own = findJourney(file, journeys, wanted, errors);
  if (own === "not_found" || own === "archived") return { ok: false, reason: own };
  const segments = find("segments", file.segments, await readSegments(tx, workspaceId), errors);
  const templates = find("templates", file.templates, await readTemplates(tx, workspaceId), errors);
  const others = journeys.filter(({ status }) => status !== "archived").map(({ id, name }) => ({ id, name, now: {} }));
  const spoken = find("journeys", file.journeys, others, errors);
  for (const [key, { now }] of spoken)
    if (!now)
      errors.push({ path: `journeys.${key}`, message: "there is no such journey in this workspace; import it first" });
  const poolRows = await tx.codePool.findMany({
    where: { workspaceId, archivedAt: null },
    select: { id: true, name: true },
  });
  const pools = find(
    "pools",
    file.pools,
    poolRows.map((row) => ({ ...row, now: {} })),
    errors,
  );
  for (const [key, { now }] of pools)
    if (!now) errors.push({ path: `pools.${key}`, message: "there is no such pool of codes in this workspace" });
  const crms = await tx.crmConnection.findMany({
    where: { workspaceId, archivedAt: null },
    select: { id: true, name: true },
  });
  const connections = find(
    "connections",
    file.connections,
    crms.map((row) => ({ ...row, now: {} })),
    errors,
  );
  for (const [key, { now }] of connections)
    if (!now)
      errors.push({ path: `connections.${key}`, message: "no CRM of this name is connected in this workspace" });
  if (errors.length > 0) return { ok: false, reason: "invalid", errors };
  const idOf = new Map(
    [...Object.entries({ segments, templates, journeys: spoken, pools, connections })].flatMap(([kind, things]) =>
      [...things].map(([key, { id }]) => [`@${kind}/${key}`, id] as const),
    ),
  );
  const journey = own === undefined ? { id: uuidV7(Date.now()) } : { id: own, now: await readDraft(tx, own) };
  const tests = await tx.journeyTest.findMany({ where: { journeyId: journey.id } });
  const definitions = tests.map(
    ({ name, definition }) => [name, plain(journeyTestCaseSchema.parse(definition))] as const,
  );
  return { ok: true, targets: { journey, segments, templates, tests: new Map(definitions), idOf } };
}

type JourneyRow = { id: string; name: string; status: string };

/** The id of the journey that the file goes into; undefined: a new one. */
function findJourney(
  { journey }: JourneyFile,
  rows: readonly JourneyRow[],
  { journey_id, as_new }: Pick<ImportRequest, "journey_id" | "as_new">,
  errors: FieldError[],
): string | "not_found" | "archived" | undefined {
  if (as_new) return undefined;
  const byId = rows.find(({ id }) => id === (journey_id ?? journey.id));
  if (journey_id !== undefined && !byId) return "not_found";
  if (byId && (journey_id !== undefined || byId.status !== "archived"))
    return byId.status === "archived" ? "archived" : byId.id;
  const named = rows.filter(({ name, status }) => name === journey.name && status !== "archived");
  if (named.length > 1)
    errors.push({ path: "journey.name", message: `${named.length} journeys are called this; say which by journey_id` });
  return named[0]?.id;
}

type Present = { id: string; name: string; now: JsonObject };

function find(
  kind: "segments" | "templates" | "journeys" | "pools" | "connections",
  things: Record<string, { id?: string | undefined; name: string }>,
  present: readonly Present[],
  errors: FieldError[],
): Map<string, FoundThing> {
  const byId = new Map(present.map((thing) => [thing.id, thing]));
  const byName = Map.groupBy(present, ({ name }) => name);
  return new Map(
    Object.entries(things).map(([key, { id, name }]): [string, FoundThing] => {
      const known = id === undefined ? undefined : byId.get(id);
      if (known) return [key, { id: known.id, now: known.now }];
      const [named, ...more] = byName.get(name) ?? [];
      if (more.length > 0)
        errors.push({ path: `${kind}.${key}.name`, message: `${more.length + 1} ${kind} here are called “${name}”` });
      return [key, named ? { id: named.id, now: named.now } : { id: uuidV7(Date.now()) }];
    }),
  );
}

async function readSegments(tx: Tx, workspaceId: number): Promise<Present[]> {
  const rows = await tx.segment.findMany({ where: { workspaceId } });
  return rows.map(({ id, name, description, condition }) => ({
    id,
    name,
    now: plain({ name, description, ...(condition === null ? {} : { condition }) }),
  }));
}

async function readTemplates(tx: Tx, workspaceId: number): Promise<Present[]> {
  const rows = await tx.template.findMany({ where: { workspaceId, archivedAt: null } });
  return rows.map(({ id, name, channel, document }) => ({
    id,
    name,
    now: plain({ name, kind: channel, document: emailDocumentSchema.parse(document) }),
  }));
}

async function readDraft(tx: Tx, id: string): Promise<JsonObject> {
  const { name, description, settings, graph } = await tx.journey.findUniqueOrThrow({ where: { id } });
  return plain({
    name,
    description,
    settings: journeySettingsSchema.parse(settings),
    graph: graphSchema.parse(graph),
  });
}

/** As JSON has it: what is undefined is not there. */
function plain(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value));
}
