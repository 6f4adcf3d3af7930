import type pg from "pg";
import { FIND_TAKEN_CODES, LOCK_CODE_TAKERS, TAKE_CODES, TAKE_LAST_CODES } from "@/lib/db/codes.sql";
import type { Instant } from "@/lib/journey/facts";

/** One send that is to carry a code. */
export type CodeWish = {
  sendId: string;
  workspaceId: number;
  poolId: string;
  subscriberId: string;
  journeyId: string;
  at: Instant;
};

const keyOf = (wish: CodeWish) => `${wish.poolId}/${wish.subscriberId}/${wish.journeyId}`;

/**
 * Codes for the sends of a batch: what the person has from this pool in this journey already, else the next free one; where none is left
 * the pool's own fallback. A send without an answer gets no code. Exactly once: call it in the transaction that claims the sends.
 */
export async function takeCodes(client: pg.PoolClient, wishes: readonly CodeWish[]): Promise<Map<string, string>> {
  const codes = new Map<string, string>();
  if (wishes.length === 0) return codes;
  const people = [...new Map(wishes.map((wish) => [keyOf(wish), wish])).values()];
  const columns = [people.map((p) => p.poolId), people.map((p) => p.subscriberId), people.map((p) => p.journeyId)];
  await client.query(LOCK_CODE_TAKERS, columns);
  const { rows } = await client.query<{ at: number; code: string }>(FIND_TAKEN_CODES, columns);
  const given = new Map<string, string>();
  for (const { at, code } of rows) {
    const person = people[at];
    if (person) given.set(keyOf(person), code);
  }
  const pools = await poolsOf(client, people);
  for (const [poolId, fallbackCode] of pools) {
    const without = () => people.filter((p) => p.poolId === poolId && !given.has(keyOf(p)));
    for (const statement of [TAKE_CODES, TAKE_LAST_CODES]) await takeFrom(client, statement, poolId, without(), given);
    if (fallbackCode !== "") for (const person of without()) given.set(keyOf(person), fallbackCode);
  }
  for (const wish of wishes) {
    const code = given.get(keyOf(wish));
    if (code !== undefined) codes.set(wish.sendId, code);
  }
  return codes;
}

/** Pools that are there, of the wish's own workspace, with the code they give when none is left. */
async function poolsOf(client: pg.PoolClient, people: readonly CodeWish[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ id: string; fallback_code: string }>(
    `select p.id, p.fallback_code from code_pools p
     join (select distinct * from unnest($1::uuid[], $2::int[])) as q(id, workspace_id) on q.id = p.id and q.workspace_id = p.workspace_id
     where p.archived_at is null order by p.id`,
    [people.map((p) => p.poolId), people.map((p) => p.workspaceId)],
  );
  return new Map(rows.map((row) => [row.id, row.fallback_code]));
}

async function takeFrom(
  client: pg.PoolClient,
  statement: string,
  poolId: string,
  people: readonly CodeWish[],
  given: Map<string, string>,
): Promise<void> {
  if (people.length === 0) return;
  const { rows } = await client.query<{ send_id: string; code: string }>(statement, [
    poolId,
    people.map((p) => p.subscriberId),
    people.map((p) => p.journeyId),
    people.map((p) => p.sendId),
    people.map((p) => new Date(p.at)),
  ]);
  const bySend = new Map(people.map((person) => [person.sendId, person]));
  for (const { send_id, code } of rows) {
    const person = bySend.get(send_id);
    if (person) given.set(keyOf(person), code);
  }
}
