import type pg from "pg";
import { READ_WORKSPACE } from "@/lib/db/ingest.sql";
import { clockNow } from "@/lib/db/workspace-clock";
import type { Instant } from "@/lib/journey/facts";

/** The workspace as one transaction sees it. */
export type IngestWorkspace = {
  id: number;
  mode: string;
  timezone: string;
  triggerEpoch: number;
  /** the workspace's clock when the transaction read it */
  now: Instant;
  /** how far its clock is ahead of real time, in milliseconds; 0 in live */
  clockOffsetMs: string;
};

type Row = { id: number; mode: string; clock_offset_ms: string; trigger_epoch: number; timezone: string };

/** Reads mode, clock and trigger epoch. Throws when the workspace does not exist (any more). */
export async function readIngestWorkspace(client: pg.ClientBase, workspaceId: number): Promise<IngestWorkspace> {
  const { rows } = await client.query<Row>({ name: "ingest-workspace", text: READ_WORKSPACE, values: [workspaceId] });
  const [row] = rows;
  if (!row) throw new Error(`workspace ${workspaceId} does not exist`);
  return {
    id: row.id,
    mode: row.mode,
    timezone: row.timezone,
    triggerEpoch: row.trigger_epoch,
    now: clockNow({ mode: row.mode, clockOffsetMs: row.clock_offset_ms }),
    clockOffsetMs: row.clock_offset_ms,
  };
}

/**
 * The same workspace at the present moment. What happens to somebody whose row was waited for happens when the lock is had, not when it was
 * asked for: what the holder did meanwhile (a timeout that was due) came before it, and is told in that order.
 */
export function atPresent(workspace: IngestWorkspace): IngestWorkspace {
  return { ...workspace, now: Math.max(workspace.now, clockNow(workspace)) };
}
