import type pg from "pg";
import type { Instant } from "@/lib/journey/facts";
import { clockNow } from "./workspace-clock";

/** The workspace's time as it stands in the database now. Throws when there is no such workspace. */
export async function readClock(db: pg.Pool | pg.ClientBase, workspaceId: number): Promise<Instant> {
  const { rows } = await db.query<{ mode: string; clock_offset_ms: string }>({
    name: "read-clock",
    text: "select mode, clock_offset_ms from workspaces where id = $1",
    values: [workspaceId],
  });
  const row = rows[0];
  if (!row) throw new Error(`workspace ${workspaceId} does not exist`);
  return clockNow({ mode: row.mode, clockOffsetMs: row.clock_offset_ms });
}
