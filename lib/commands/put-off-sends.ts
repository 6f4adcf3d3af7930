import type pg from "pg";
import { pool } from "@/lib/db/pool";
import { type ClaimedSend, HOLD_SENDS, PUT_OFF, RELEASABLE_VERSIONS, RELEASE_SENDS } from "@/lib/db/sends.sql";
import { hintDeliver } from "@/lib/queue/hint";

/** A version that this release cannot read, or an answer that is still owed: looked at again after this. */
const LOOK_AGAIN_MS = 60_000;

/** What waits for its paused journey is let go when that goes on, not found by looking; this is for the case that nobody does. */
const HELD_LOOK_MS = 6 * 3_600_000;

const RELEASED_AT_A_TIME = 10_000;

/** Puts claimed rows off without an attempt. `now`: on the shard's clock. What an earlier attempt got no answer to keeps saying so. */
export async function putOffSends(client: pg.ClientBase, claimed: readonly ClaimedSend[], now: number): Promise<void> {
  const isHeld = ({ journey, reason }: ClaimedSend) =>
    journey?.status === "paused" && !reason?.startsWith("unanswered");
  const [held, others] = [claimed.filter(isHeld), claimed.filter((one) => !isHeld(one))];
  const ids = (of: readonly ClaimedSend[]) => of.map(({ id }) => id);
  if (held.length > 0) await client.query(HOLD_SENDS, [ids(held), new Date(now + HELD_LOOK_MS)]);
  if (others.length > 0) await client.query(PUT_OFF, [ids(others), new Date(now + LOOK_AGAIN_MS)]);
}

/** Lets go what waits for journeys of these versions, due when it was put off. */
export async function releaseSends(versions: readonly number[]): Promise<void> {
  for (let left = versions.length > 0; left; ) {
    const { rows } = await pool().query<{ shard: number }>(RELEASE_SENDS, [versions, HELD_LOOK_MS, RELEASED_AT_A_TIME]);
    hintDeliver(new Set(rows.map(({ shard }) => shard)));
    left = rows.length > 0;
  }
}

/** The same for every journey that is not paused: what was put off in the moment of its resume, or when a worker died. */
export async function releaseHeldSends(): Promise<void> {
  const { rows } = await pool().query<{ version_id: number }>(RELEASABLE_VERSIONS);
  await releaseSends(rows.map(({ version_id }) => version_id));
}
