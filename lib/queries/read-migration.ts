import type { VersionMigration } from "@/lib/api/schemas/journey-versions";
import { withWorkspace } from "@/lib/db/with-workspace";
import { iso } from "./iso";

type Row = Omit<VersionMigration, "started_at" | "finished_at"> & { created_at: Date; finished_at: Date | null };

/** The latest move of people between versions of a journey; null: there has been none. Undefined: no such journey of ours. */
export async function readMigration(
  workspaceId: number,
  journeyId: string,
): Promise<VersionMigration | null | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    if ((await tx.journey.count({ where: { id: journeyId, workspaceId } })) === 0) return undefined;
    const [row] = await tx.$queryRaw<Row[]>`
      select v.number as version, m.state, m.total, m.moved, m.departed as "left", m.created_at, m.finished_at
      from version_migrations m join journey_versions v on v.id = m.to_version_id
      where m.journey_id = ${journeyId}::uuid order by m.id desc limit 1`;
    if (!row) return null;
    const { created_at, finished_at, ...counts } = row;
    return { ...counts, started_at: iso(created_at), finished_at: iso(finished_at) };
  });
}
