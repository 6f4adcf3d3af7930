import type pg from "pg";
import { storedKey } from "@/lib/channels/address";
import { jsonArray, plainArray, textArray } from "@/lib/db/array-literal";
import {
  FIND_SUBSCRIBER_IDS,
  INSERT_SUBSCRIBERS,
  LOCK_SUBSCRIBERS_BY_EXTERNAL_ID,
  UPDATE_SUBSCRIBERS,
} from "@/lib/db/subscribers.sql";
import type { Instant } from "@/lib/journey/facts";
import { restoreSuppressions } from "./restore-suppressions";
import { type SubscriberRow, unknownSubscriber } from "./subscriber-row";

/** One thing that somebody's events do to them, in order. Pure. Must not look at `id`, which somebody new gets afterwards. */
export type Edit = (row: SubscriberRow) => { row: SubscriberRow; changed: boolean };

/** `edits` undefined: only the id is wanted, nothing is locked. */
export type PersonWork = { externalId: string; edits: Edit[] | undefined };

/** The person after each edit; `states[0]` is before the first. Only ids for those of whom only the id was wanted. */
export type WrittenPerson = { id: string; created: boolean; states: SubscriberRow[]; changed: boolean };

/** Two who make the same person at the same time: the second waits, then finds the first one's row. */
const ROUNDS_MAX = 5;

function play(base: SubscriberRow, edits: readonly Edit[]): { states: SubscriberRow[]; changed: boolean } {
  const states = [base];
  let current = base;
  let changed = false;
  for (const edit of edits) {
    const result = edit(current);
    current = result.row;
    changed ||= result.changed;
    states.push(current);
  }
  return { states, changed };
}

function columns(rows: readonly SubscriberRow[]): string[] {
  return [
    textArray(rows.map((r) => r.email)),
    textArray(rows.map((r) => r.phone)),
    textArray(rows.map((r) => r.first_name)),
    textArray(rows.map((r) => r.last_name)),
    textArray(rows.map((r) => r.timezone)),
    textArray(rows.map((r) => r.locale)),
    textArray(rows.map((r) => r.lifecycle_stage)),
    jsonArray(rows.map((r) => r.attributes)),
    jsonArray(rows.map((r) => r.written_at)),
    jsonArray(rows.map((r) => r.tags)),
    textArray(rows.map((r) => storedKey(r.email))),
  ];
}

async function insert(client: pg.ClientBase, workspaceId: number, now: Instant, rows: readonly SubscriberRow[]) {
  const made = await client.query<{ id: string; external_id: string }>({
    name: "insert-subscribers",
    text: INSERT_SUBSCRIBERS,
    values: [workspaceId, now, textArray(rows.map((r) => r.external_id)), ...columns(rows)],
  });
  return made.rows;
}

/** Writes whole rows that this transaction has locked. */
export async function updateSubscribers(
  client: pg.ClientBase,
  workspaceId: number,
  now: Instant,
  rows: readonly SubscriberRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await client.query({
    name: "update-subscribers",
    text: UPDATE_SUBSCRIBERS,
    values: [workspaceId, now, plainArray(rows.map((r) => r.id)), ...columns(rows)],
  });
}

/**
 * Finds people, makes those who are unknown, applies the edits under their row locks (taken in id order) and writes who
 * changed: set-based, inside the caller's transaction. Every person asked for is in the answer.
 */
export async function writePeople(
  client: pg.ClientBase,
  workspace: { id: number; now: Instant },
  work: readonly PersonWork[],
): Promise<Map<string, WrittenPerson>> {
  const done = new Map<string, WrittenPerson>();
  const toUpdate: SubscriberRow[] = [];
  let open = work;
  for (let round = 0; open.length > 0; round += 1) {
    if (round === ROUNDS_MAX) throw new Error("a person kept appearing and vanishing while being written");
    await findKnown(client, workspace, open, done, toUpdate);
    const unknown = open.filter(({ externalId }) => !done.has(externalId));
    if (unknown.length > 0) await makeUnknown(client, workspace, unknown, done);
    open = unknown.filter(({ externalId }) => !done.has(externalId));
  }
  await updateSubscribers(client, workspace.id, workspace.now, toUpdate);
  await restoreSuppressions(client, workspace.id, newEmails(done));
  return done;
}

function newEmails(people: ReadonlyMap<string, WrittenPerson>): string[] {
  return [...people.values()].flatMap(({ states }) => {
    const email = states.at(-1)?.email;
    return email && email !== states[0]?.email ? [email] : [];
  });
}

async function findKnown(
  client: pg.ClientBase,
  workspace: { id: number; now: Instant },
  open: readonly PersonWork[],
  done: Map<string, WrittenPerson>,
  toUpdate: SubscriberRow[],
): Promise<void> {
  const editsOf = new Map(open.flatMap(({ externalId, edits }) => (edits ? [[externalId, edits] as const] : [])));
  const idOnly = open.filter(({ edits }) => !edits).map(({ externalId }) => externalId);
  if (editsOf.size > 0) {
    const { rows } = await client.query<SubscriberRow>({
      name: "lock-subscribers",
      text: LOCK_SUBSCRIBERS_BY_EXTERNAL_ID,
      values: [workspace.id, textArray([...editsOf.keys()])],
    });
    for (const row of rows) {
      const played = play(row, editsOf.get(row.external_id) ?? []);
      const last = played.states.at(-1) ?? row;
      if (last !== row) toUpdate.push(last);
      done.set(row.external_id, { id: row.id, created: false, ...played });
    }
  }
  if (idOnly.length > 0) {
    const { rows } = await client.query<{ ids: Record<string, string> }>({
      name: "find-subscriber-ids",
      text: FIND_SUBSCRIBER_IDS,
      values: [workspace.id, textArray(idOnly)],
    });
    for (const [externalId, id] of Object.entries(rows[0]?.ids ?? {}))
      done.set(externalId, { id, created: false, states: [], changed: false });
  }
}

async function makeUnknown(
  client: pg.ClientBase,
  workspace: { id: number; now: Instant },
  unknown: readonly PersonWork[],
  done: Map<string, WrittenPerson>,
): Promise<void> {
  const rows = unknown.map(({ externalId, edits }) => {
    const base = unknownSubscriber(externalId, workspace.now);
    return play(base, edits ?? []).states.at(-1) ?? base;
  });
  const editsOf = new Map(unknown.map(({ externalId, edits }) => [externalId, edits ?? []]));
  for (const { id, external_id } of await insert(client, workspace.id, workspace.now, rows)) {
    const base = { ...unknownSubscriber(external_id, workspace.now), id };
    done.set(external_id, { id, created: true, ...play(base, editsOf.get(external_id) ?? []), changed: true });
  }
}
