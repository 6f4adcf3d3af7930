import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { makeReferences } from "@/lib/journey/file-references";
import { graphSchema } from "@/lib/journey/graph";
import { journeyTestCaseSchema } from "@/lib/journey/journey-test";
import { journeySettingsSchema } from "@/lib/journey/settings";
import { readShared, type Shared } from "@/lib/queries/read-shared";
import type { Own } from "@/lib/queries/write-journey-file";

/** A journey's present draft and what it can point to: what a sketch is held against. Nobody's data is in it. */
export type DraftingWorld = {
  /** by ids */
  own: Own;
  revision: number;
  shared: Shared;
  /** id → `@segments/vip`; archived mails and reusable blocks have none */
  references: ReadonlyMap<string, string>;
};

export type ReadWorld = { ok: true; world: DraftingWorld } | { ok: false; reason: "not_found" | "archived" };

/** The draft of a journey of ours, and everything that it can point to by a name. */
export async function readDraftingWorld(workspaceId: number, journeyId: string): Promise<ReadWorld> {
  return withWorkspace(workspaceId, async (tx) => {
    const row = await tx.journey.findFirst({ where: { id: journeyId, workspaceId } });
    if (!row) return { ok: false, reason: "not_found" };
    if (row.status === "archived") return { ok: false, reason: "archived" };
    const { id, name, description } = row;
    const [settings, graph] = [journeySettingsSchema.parse(row.settings), graphSchema.parse(row.graph)];
    const rows = await tx.journeyTest.findMany({ where: { journeyId }, orderBy: { name: "asc" } });
    const tests = rows.map(({ name: test, definition }) => ({
      name: test,
      ...journeyTestCaseSchema.parse(definition),
    }));
    const shared = await readShared(tx, workspaceId);
    const references = await makeAll(tx, workspaceId, shared, id);
    const own = { journey: { id, name, description, settings, graph }, tests };
    return { ok: true, world: { own, revision: row.revision, shared, references } };
  });
}

async function makeAll(tx: Tx, workspaceId: number, shared: Shared, self: string): Promise<Map<string, string>> {
  const mails = await tx.template.findMany({
    where: { workspaceId, channel: "email", archivedAt: null },
    select: { id: true },
  });
  const usable = new Set(mails.map(({ id }) => id));
  const others = await tx.journey.findMany({
    where: { workspaceId, status: { not: "archived" }, id: { not: self } },
    select: { id: true, name: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return new Map([
    ...makeReferences("segments", [...shared.segments.values()]),
    ...makeReferences(
      "templates",
      [...shared.templates.values()].filter(({ id }) => usable.has(id)),
    ),
    ...makeReferences("journeys", others),
    ...makeReferences("connections", [...shared.connections.values()]),
  ]);
}
