import type pg from "pg";
import { plainArray } from "@/lib/db/array-literal";
import { FIND_AWAITING, LOCATE_WAITING, WAKE_WAITING } from "@/lib/db/ingest.sql";
import type { Instant } from "@/lib/journey/facts";
import type { Wake } from "@/lib/journey/outcome";

/** awaited_events.kind_id of "any change of the person's own data". */
export const CHANGE_KIND = 0;

/** `but`: an enrollment that caused this itself and needs no wake. */
export type Happening = { subscriberId: string; kindId: number; wake: Wake; but?: string };

type Awaiting = { subscriber_id: string; kind_id: number; enrollment_id: string; shard: number; due_at: string };
type Sleeper = { enrollmentId: string; shard: number; dueAt: string; happened: number[] };

/** A row can move between being found and being taken (a pause, a clock): look again this often, then ask for its place. */
const LOOKS_MAX = 3;

function sleepersOf(
  rows: readonly Awaiting[],
  byKey: ReadonlyMap<string, number[]>,
  happenings: readonly Happening[],
): Sleeper[] {
  const sleepers = new Map<string, Sleeper>();
  for (const row of rows) {
    const happened = (byKey.get(`${row.subscriber_id} ${row.kind_id}`) ?? []).filter(
      (i) => happenings[i]?.but !== row.enrollment_id,
    );
    if (happened.length === 0) continue;
    const known = sleepers.get(row.enrollment_id);
    if (known) known.happened.push(...happened);
    else
      sleepers.set(row.enrollment_id, {
        enrollmentId: row.enrollment_id,
        shard: row.shard,
        dueAt: row.due_at,
        happened: [...happened],
      });
  }
  return [...sleepers.values()].sort((a, b) => (BigInt(a.enrollmentId) < BigInt(b.enrollmentId) ? -1 : 1));
}

function wakesOf(sleeper: Sleeper, happenings: readonly Happening[]): string {
  return JSON.stringify(sleeper.happened.sort((a, b) => a - b).map((i) => happenings[i]?.wake));
}

async function take(
  client: pg.ClientBase,
  now: Instant,
  sleepers: readonly Sleeper[],
  happenings: readonly Happening[],
) {
  const { rows } = await client.query<{ id: string; shard: number; parked: boolean }>({
    name: "ingest-wake",
    text: WAKE_WAITING,
    values: [
      now,
      sleepers.map((s) => s.shard),
      sleepers.map((s) => s.dueAt),
      sleepers.map((s) => s.enrollmentId),
      sleepers.map((s) => wakesOf(s, happenings)),
    ],
  });
  return rows;
}

/**
 * Wakes everyone who waits for what has happened, inside the caller's transaction. The people's rows must be locked by it,
 * and this must come after the locks (see FIND_AWAITING). Returns the shards that have work once it has committed.
 */
export async function wakeAwaiting(
  client: pg.ClientBase,
  now: Instant,
  happenings: readonly Happening[],
): Promise<Set<number>> {
  const shards = new Set<number>();
  if (happenings.length === 0) return shards;
  const byKey = new Map<string, number[]>();
  happenings.forEach(({ subscriberId, kindId }, i) => {
    const key = `${subscriberId} ${kindId}`;
    const known = byKey.get(key);
    if (known) known.push(i);
    else byKey.set(key, [i]);
  });
  const pairs = [...byKey.values()].flatMap(([first]) => (first === undefined ? [] : (happenings[first] ?? [])));
  const done = new Set<string>();
  const takeAll = async (sleepers: readonly Sleeper[]) => {
    if (sleepers.length === 0) return;
    for (const row of await take(client, now, sleepers, happenings)) {
      done.add(row.id);
      if (!row.parked) shards.add(row.shard);
    }
  };
  let left: Sleeper[] = [];
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    const { rows } = await client.query<Awaiting>({
      name: "ingest-awaiting",
      text: FIND_AWAITING,
      values: [plainArray(pairs.map((p) => p.subscriberId)), plainArray(pairs.map((p) => p.kindId))],
    });
    left = sleepersOf(rows, byKey, happenings).filter((s) => !done.has(s.enrollmentId));
    await takeAll(left);
    left = left.filter((s) => !done.has(s.enrollmentId));
    if (left.length === 0) return shards;
  }
  const { rows: places } = await client.query<{ enrollment_id: string; shard: number; due_at: string }>(
    LOCATE_WAITING,
    [[...new Set(left.map((s) => s.shard))], left.map((s) => s.enrollmentId)],
  );
  const placeOf = new Map(places.map((p) => [p.enrollment_id, p.due_at]));
  await takeAll(left.flatMap((s) => ({ ...s, dueAt: placeOf.get(s.enrollmentId) ?? s.dueAt })));
  return shards;
}
