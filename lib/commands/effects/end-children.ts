import type pg from "pg";
import { jsonArray, plainArray } from "@/lib/db/array-literal";
import { FIND_CHILDREN, WAKE_CHILDREN } from "@/lib/db/wake-children.sql";
import { LOCK_PEOPLE } from "@/lib/db/wake-visits.sql";
import type { Instant } from "@/lib/journey/facts";
import type { Wake } from "@/lib/journey/outcome";
import { startJourney } from "@/lib/nodes/start-journey/definition";
import type { Walked } from "../walked";

type Child = { id: string; shard: number; at: Instant };

/** A row can move between being found and being taken (a pause, an archive): look again this often. */
const LOOKS_MAX = 3;

/** Taken off the step that started another run, by whatever is not one of its exits: a goal, a rule, a hand, an archive, a move. */
function wasTakenOff({ row, walk, moved }: Walked): boolean {
  const steps = moved ? [moved.step, ...walk.steps] : walk.steps;
  return steps.some(
    ({ visit, type, outcome }) => visit === row.visit && outcome === "dropped" && type === startJourney.type,
  );
}

/**
 * Ends the runs that these waited for and wait for no more (start_journey with `wait`): a sub-journey is a part of the journey that runs it. Whoever's
 * limit ran out there goes on, and so does the other run. Comes after the batch's own waits are written. Returns the shards that
 * have work once the transaction has committed.
 */
export async function endChildren(client: pg.ClientBase, all: readonly Walked[]): Promise<Set<number>> {
  const parents = all.filter(wasTakenOff);
  if (parents.length === 0) return new Set();
  await client.query(LOCK_PEOPLE, [plainArray([...new Set(parents.map(({ row }) => row.subscriber_id))])]);
  const { rows: children } = await client.query<Child>(FIND_CHILDREN, [
    plainArray(parents.map(({ shard }) => shard)),
    plainArray(parents.map(({ row }) => row.id)),
    plainArray(parents.map(({ row }) => row.subscriber_id)),
    plainArray(parents.map(({ row }) => row.visit)),
    plainArray(parents.map(({ now }) => now)),
  ]);
  const shards = new Set<number>();
  let open = children;
  for (let look = 0; look < LOOKS_MAX && open.length > 0; look += 1) {
    const { rows } = await client.query<{ id: string; shard: number }>(WAKE_CHILDREN, [
      plainArray(open.map(({ shard }) => shard)),
      plainArray(open.map(({ id }) => id)),
      jsonArray(open.map(({ at }): Wake => ({ by: "parent_left", at }))),
      plainArray(open.map(({ at }) => at)),
    ]);
    for (const { shard } of rows) shards.add(shard);
    const told = new Set(rows.map(({ id }) => id));
    open = open.filter(({ id }) => !told.has(id));
  }
  return shards;
}
