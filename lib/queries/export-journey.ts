import type { JourneyFile } from "@/lib/api/schemas/journey-file";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { conditionSchema } from "@/lib/journey/condition";
import { makeReferences, nameReferences, textsIn } from "@/lib/journey/file-references";
import { graphSchema } from "@/lib/journey/graph";
import { journeyTestCaseSchema } from "@/lib/journey/journey-test";
import { type Json, jsonObjectSchema } from "@/lib/journey/json";
import { journeySettingsSchema } from "@/lib/journey/settings";

type Named = { id: string; name: string };
type Shared = {
  segments: Map<string, Named & { description: string; condition: unknown }>;
  templates: Map<string, Named & { channel: string; document: unknown }>;
  journeys: Map<string, Named>;
  pools: Map<string, Named>;
  connections: Map<string, Named>;
};

/** A journey's draft with everything it points to, as a file. Undefined when there is none such of ours. */
export async function exportJourney(workspaceId: number, id: string): Promise<JourneyFile | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    const row = await tx.journey.findFirst({ where: { id, workspaceId } });
    if (!row) return undefined;
    const tests = await tx.journeyTest.findMany({ where: { journeyId: id }, orderBy: { name: "asc" } });
    const own = {
      journey: {
        id: row.id,
        name: row.name,
        description: row.description,
        settings: journeySettingsSchema.parse(row.settings),
        graph: graphSchema.parse(row.graph),
      },
      tests: tests.map(({ name, definition }) => ({ name, ...journeyTestCaseSchema.parse(definition) })),
    };
    const shared = await readShared(tx, workspaceId);
    return writeFile(own, used(own, shared));
  });
}

async function readShared(tx: Tx, workspaceId: number): Promise<Shared> {
  const select = { id: true, name: true };
  const byName = [{ name: "asc" as const }, { id: "asc" as const }];
  const segments = await tx.segment.findMany({
    where: { workspaceId },
    select: { ...select, description: true, condition: true },
    orderBy: byName,
  });
  const templates = await tx.template.findMany({
    where: { workspaceId },
    select: { ...select, channel: true, document: true },
    orderBy: byName,
  });
  const journeys = await tx.journey.findMany({ where: { workspaceId }, select, orderBy: byName });
  const pools = await tx.codePool.findMany({ where: { workspaceId }, select, orderBy: byName });
  const connections = await tx.crmConnection.findMany({
    where: { workspaceId, archivedAt: null },
    select,
    orderBy: byName,
  });
  return {
    segments: new Map(segments.map((segment) => [segment.id, segment])),
    templates: new Map(templates.map((template) => [template.id, template])),
    journeys: new Map(journeys.map((journey) => [journey.id, journey])),
    pools: new Map(pools.map((pool) => [pool.id, pool])),
    connections: new Map(connections.map((connection) => [connection.id, connection])),
  };
}

type Own = Pick<JourneyFile, "journey" | "tests">;

/** What the journey points to, and what that points to. */
function used({ journey: { id, ...journey }, tests }: Own, all: Shared): Shared {
  const ids = textsIn([journey, tests] as Json);
  for (let before = -1; before < ids.size; ) {
    before = ids.size;
    for (const text of [...ids])
      textsIn((all.segments.get(text)?.condition ?? all.templates.get(text)?.document ?? null) as Json, ids);
  }
  const only = <T>(things: Map<string, T>) => new Map([...things].filter(([key]) => ids.has(key)));
  const journeys = only(all.journeys);
  if (id !== undefined) journeys.delete(id);
  return {
    segments: only(all.segments),
    templates: only(all.templates),
    journeys,
    pools: only(all.pools),
    connections: only(all.connections),
  };
}

function writeFile({ journey: { id, ...journey }, tests }: Own, shared: Shared): JourneyFile {
  const references = new Map([
    ...makeReferences("segments", [...shared.segments.values()]),
    ...makeReferences("templates", [...shared.templates.values()]),
    ...makeReferences("journeys", [...shared.journeys.values()]),
    ...makeReferences("pools", [...shared.pools.values()]),
    ...makeReferences("connections", [...shared.connections.values()]),
  ]);
  const named = <T>(value: T): T => nameReferences(value as Json, references) as T;
  const keyed = <T, U>(things: Map<string, T>, write: (thing: T) => U): Record<string, U> =>
    Object.fromEntries([...things].map(([key, thing]) => [references.get(key)?.split("/")[1] ?? key, write(thing)]));
  return {
    sojourn: 1,
    journey: { id, ...named(journey) },
    segments: keyed(shared.segments, ({ id: segment, name, description, condition }) => ({
      id: segment,
      name,
      description,
      ...(condition === null ? {} : { condition: named(conditionSchema.parse(condition)) }),
    })),
    templates: keyed(shared.templates, ({ id: template, name, channel, document }) => ({
      id: template,
      name,
      kind: channel === "block" ? "block" : "email",
      document: named(jsonObjectSchema.parse(document)),
    })),
    journeys: keyed(shared.journeys, ({ id: other, name }) => ({ id: other, name })),
    pools: keyed(shared.pools, ({ id: pool, name }) => ({ id: pool, name })),
    connections: keyed(shared.connections, ({ id: connection, name }) => ({ id: connection, name })),
    tests: named(tests),
  };
}
