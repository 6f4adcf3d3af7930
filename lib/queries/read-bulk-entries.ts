import type { BulkEntryResource } from "@/lib/api/schemas/bulk-entry";
import { READ_BULK_ENTRIES } from "@/lib/db/bulk-entries.sql";
import { withWorkspace } from "@/lib/db/with-workspace";

type Row = {
  id: string;
  journey_id: string;
  source: BulkEntryResource["source"];
  status: BulkEntryResource["status"];
  total: number;
  done: number;
  entered: number;
  refused: Record<string, number>;
  created_at: Date;
  ended_at: Date | null;
};

/** The latest 50 of a journey, newest first, or the one of this id. */
export async function readBulkEntries(
  workspaceId: number,
  journeyId: string,
  id?: string,
): Promise<BulkEntryResource[]> {
  const rows = await withWorkspace(workspaceId, (tx) =>
    tx.$queryRawUnsafe<Row[]>(READ_BULK_ENTRIES, workspaceId, journeyId, id ?? null),
  );
  return rows.map((row) => ({
    id: row.id,
    journey_id: row.journey_id,
    source: row.source,
    status: row.status,
    total: row.total,
    done: row.done,
    entered: row.entered,
    refused: row.refused,
    created_at: row.created_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
  }));
}
