import type { JourneyTestCreate } from "@/lib/api/schemas/journey-test";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import { writeAudit } from "@/lib/db/write-audit";
import type { JourneyTestCase } from "@/lib/journey/journey-test";
import { testToJson } from "@/lib/journey/test-to-json";

/** A run before every publish must stay short. */
export const TESTS_MAX = 200;

export type SavedJourneyTest =
  | { ok: true; id: string }
  | { ok: false; reason: "not_found" | "name_taken" | "too_many" };

/** Adds a written test. Without `start_at` it begins at the workspace's present and keeps that moment. */
export async function createJourneyTest(
  principal: Principal,
  journeyId: string,
  { name, ...wanted }: JourneyTestCreate,
): Promise<SavedJourneyTest> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const start_at = wanted.start_at ?? new Date(clockNow(workspace)).toISOString();
    return insertJourneyTest(tx, principal, journeyId, name, { ...wanted, start_at });
  });
}

/**
 * Stores a test in the caller's transaction. Locks the journey, so that two cannot both be the last that fits. `name` absent: the first free
 * "Test n".
 */
export async function insertJourneyTest(
  tx: Tx,
  principal: Principal,
  journeyId: string,
  wantedName: string | undefined,
  definition: JourneyTestCase,
): Promise<SavedJourneyTest> {
  const { workspaceId } = principal;
  const [journey] = await tx.$queryRaw<{ id: string }[]>`
    select id from journeys where id = ${journeyId}::uuid and workspace_id = ${workspaceId} for no key update`;
  if (!journey) return { ok: false, reason: "not_found" };
  const rows = await tx.journeyTest.findMany({ where: { workspaceId, journeyId }, select: { name: true } });
  const names = new Set(rows.map((row) => row.name));
  const name = wantedName ?? freeName(names);
  if (names.has(name)) return { ok: false, reason: "name_taken" };
  if (names.size >= TESTS_MAX) return { ok: false, reason: "too_many" };
  const { id } = await tx.journeyTest.create({
    data: { workspaceId, journeyId, name, definition: testToJson(definition) },
    select: { id: true },
  });
  const line = { workspaceId, actor: actorOf(principal), action: "journey_test.created", target: id };
  await writeAudit(tx, { ...line, data: { name, journey: journeyId } });
  return { ok: true, id };
}

function freeName(names: ReadonlySet<string>): string {
  let n = names.size + 1;
  while (names.has(`Test ${n}`)) n += 1;
  return `Test ${n}`;
}
