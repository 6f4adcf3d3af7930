import pg from "pg";
import { columnsOf } from "@/lib/db/columns";
import {
  COMMIT_WALKS,
  COMMIT_WALKS_LOOKING,
  FORGET_LISTENING,
  LISTEN,
  RELEASE_ENTRIES,
  UPDATE_RUNS,
} from "@/lib/db/commit-walks.sql";
import { encodeSteps } from "@/lib/db/encode-steps";
import { CHANGE_KIND_ID, kindIds } from "@/lib/db/kind-ids";
import { sendId } from "@/lib/db/send-id";
import type { Instant } from "@/lib/journey/facts";
import type { Wake } from "@/lib/journey/outcome";
import { sendHeadStartMs } from "@/lib/journey/send-priority";
import { addDuration } from "@/lib/journey/time";
import { channelOf } from "./channel-of";
import { StepCounter } from "./count-steps";
import { assignTurns } from "./effects/assign-turns";
import { writeEffects } from "./effects/write-effects";
import { internEmitted } from "./effects/write-emitted-events";
import { expiryOf } from "./expiry-of";
import { findMissedEvents } from "./find-missed-events";
import { quarantine } from "./quarantine";
import type { Consequences } from "./record-subscriber-changes";
import type { Walked } from "./walked";

/** A row of `waiting` to be written. Instants are epoch seconds. */
export type WaitingRow = {
  shard: number;
  id: string;
  workspace_id: number;
  version_id: number;
  subscriber_id: string;
  node: number;
  visit: number;
  locks: boolean;
  arrived_at: number;
  due_at: number;
  wake: string | null;
};

const WAITING = {
  shard: "plain",
  id: "plain",
  workspace_id: "plain",
  version_id: "plain",
  subscriber_id: "plain",
  node: "plain",
  visit: "plain",
  locks: "plain",
  arrived_at: "plain",
  due_at: "plain",
  wake: "json",
} as const;
const WALKS = {
  enrollment_id: "plain",
  workspace_id: "plain",
  version_id: "plain",
  at: "plain",
  first_visit: "plain",
} as const;
const DELTAS = {
  workspace_id: "plain",
  version_id: "plain",
  node: "plain",
  day: "plain",
  kind: "plain",
  port: "text",
  n: "plain",
} as const;
const SENDS = {
  id: "plain",
  workspace_id: "plain",
  shard: "plain",
  enrollment_id: "plain",
  version_id: "plain",
  subscriber_id: "plain",
  node: "plain",
  visit: "plain",
  channel: "plain",
  at: "plain",
  due_at: "plain",
  expires_at: "plain",
} as const;

/** After commit: hintDeliver when there are sends, hintWalk(shards), hintSegments when `segments`. */
export type WalkHints = Consequences & { sends: number };

type WaitingWalk = Walked & { walk: Extract<Walked["walk"], { kind: "waits" }> };
type EndedWalk = Walked & { walk: Extract<Walked["walk"], { kind: "ends" }> };
const isWaiting = (walked: Walked): walked is WaitingWalk => walked.walk.kind === "waits";
const isEnded = (walked: Walked): walked is EndedWalk => walked.walk.kind === "ends";

export const secondsOf = (at: Instant | "forever"): number =>
  at === "forever" ? Number.POSITIVE_INFINITY : at / 1_000;

function waitingRow(walked: WaitingWalk, missed: readonly Wake[]): WaitingRow {
  const { shard, row, version, walk, now } = walked;
  const { node, visit, arrived_at, due_at } = walk.position;
  const [first] = missed;
  // In live they are due now; in a sandbox at the instant of the event, which may lie ahead of this walk's own.
  const dueAt = first?.by === "event" ? Math.max(first.event.at, now) : due_at;
  return {
    shard,
    id: row.id,
    workspace_id: row.workspace_id,
    version_id: row.version_id,
    subscriber_id: row.subscriber_id,
    node: version.compiled.indexOf(node),
    visit,
    locks: row.locks,
    arrived_at: arrived_at / 1_000,
    due_at: secondsOf(dueAt),
    wake: missed.length > 0 ? JSON.stringify(missed) : null,
  };
}

function walkRows(all: readonly Walked[]) {
  return all.flatMap(({ row, version, walk, now, moved }) => {
    const first = moved?.step ?? walk.steps[0];
    if (!first) return [];
    return [
      {
        enrollment_id: row.id,
        workspace_id: row.workspace_id,
        version_id: version.id,
        at: now / 1_000,
        first_visit: first.visit,
        log: encodeSteps(walk.steps, first.visit, now, version.compiled.indexOf, moved?.step),
      },
    ];
  });
}

function sendRows(all: readonly Walked[]) {
  return all.flatMap((walked) => {
    const { shard, row, version, walk } = walked;
    return walk.effects.flatMap(({ node, visit, at, effect }) => {
      const channel = channelOf(effect);
      if (channel === undefined) return [];
      const expiresAt = expiryOf(walked, at, effect);
      return [
        {
          id: sendId(row.id, visit, channel),
          workspace_id: row.workspace_id,
          shard,
          enrollment_id: row.id,
          version_id: version.id,
          subscriber_id: row.subscriber_id,
          node: version.compiled.indexOf(node),
          visit,
          channel,
          at: at / 1_000,
          due_at: (at - sendHeadStartMs(version.settings.priority)) / 1_000,
          expires_at: expiresAt === null ? null : expiresAt / 1_000,
        },
      ];
    });
  });
}

async function updateRuns(client: pg.ClientBase, all: readonly Walked[]): Promise<void> {
  const changed = all.filter(({ walk }) => walk.kind === "ends" || walk.runChanged);
  if (changed.length === 0) return;
  const rows = changed.map(({ row, walk }) => ({
    id: row.id,
    state: walk.kind === "ends" ? walk.state : "active",
    ended_at: walk.kind === "ends" ? walk.at / 1_000 : null,
    reason: walk.kind === "ends" ? walk.reason : null,
    run: walk.runChanged ? JSON.stringify(walk.run) : null,
  }));
  const values = columnsOf(rows, { id: "plain", state: "plain", ended_at: "plain", reason: "text", run: "json" });
  await client.query({ name: "update-runs", text: UPDATE_RUNS, values });
}

/** What becomes of the entry of a run that has ended; undefined: it stays, nobody enters again by this key. */
export function releaseOf(walked: Pick<Walked, "version" | "run" | "row">) {
  const { version, run, row } = walked;
  const { reentry } = version.settings;
  const entry = { journey_id: version.journeyId, subscriber_id: row.subscriber_id, key: run.entry_key };
  switch (reentry.policy) {
    case "once":
      return undefined;
    case "parallel":
      // a run moved here from a version without keys: its entry would bar the person for ever
      return run.entry_key === "" ? { ...entry, allow_at: null } : undefined;
    case "once_at_a_time":
      return { ...entry, allow_at: null };
    case "after":
      return { ...entry, allow_at: addDuration(run.entered_at, reentry.after, "UTC") / 1_000 };
  }
}

export async function releaseEntries(
  client: pg.ClientBase,
  ended: readonly Pick<Walked, "version" | "run" | "row">[],
): Promise<void> {
  const rows = ended.flatMap((walked) => releaseOf(walked) ?? []);
  if (rows.length === 0) return;
  const values = columnsOf(rows, { journey_id: "plain", subscriber_id: "plain", key: "text", allow_at: "plain" });
  await client.query({ name: "release-entries", text: RELEASE_ENTRIES, values });
}

/** Replaces what the people of the batch listen to. Only versions that lock ever listen. */
async function listen(
  client: pg.ClientBase,
  all: readonly Walked[],
  waiting: readonly WaitingWalk[],
  dueOf: ReadonlyMap<string, number>,
  kindOf: (workspaceId: number, name: string) => number,
): Promise<void> {
  const listened = all.filter(({ row }) => row.locks && row.visit > 0).map(({ row }) => row.id);
  if (listened.length > 0) await client.query({ name: "forget-listening", text: FORGET_LISTENING, values: [listened] });
  const rows = waiting.flatMap(({ shard, row, walk }) =>
    walk.listen.map((name) => ({
      subscriber_id: row.subscriber_id,
      kind_id: kindOf(row.workspace_id, name),
      enrollment_id: row.id,
      workspace_id: row.workspace_id,
      shard,
      due_at: dueOf.get(row.id) ?? Number.POSITIVE_INFINITY,
    })),
  );
  if (rows.length === 0) return;
  const values = columnsOf(rows, {
    subscriber_id: "plain",
    kind_id: "plain",
    enrollment_id: "plain",
    workspace_id: "plain",
    shard: "plain",
    due_at: "plain",
  });
  await client.query({ name: "listen", text: LISTEN, values });
}

async function kindLookup(waiting: readonly WaitingWalk[]) {
  const wanted = waiting.flatMap(({ row, walk }) =>
    walk.listen.filter((name) => name !== "$change").map((name) => ({ workspaceId: row.workspace_id, name })),
  );
  const idOf = await kindIds(wanted);
  return (workspaceId: number, name: string) => (name === "$change" ? CHANGE_KIND_ID : idOf(workspaceId, name));
}

/** Whether a batch that expected new sends was refused because one of them is in the ledger. */
export function isInLedger(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === "23505" && error.constraint === "sends_pkey";
}

/**
 * Writes what a batch of walks has come to, inside the claiming transaction: next waits, log, counters, ledger of sends, run
 * data, ended runs, listening, people's data. Everything or nothing of it happens. Gives back what to hint once it has. With `ledger`
 * "expected_new" it rejects (see isInLedger) when a send is in the ledger already; "looked_at" leaves such a send as it is.
 */
export async function commitWalks(
  client: pg.ClientBase,
  given: readonly Walked[],
  latest: Instant,
  ledger: "looked_at" | "expected_new" = "looked_at",
): Promise<WalkHints> {
  if (given.length === 0) return { sends: 0, shards: new Set(), segments: false };
  const emitted = await internEmitted(given);
  const all = await assignTurns(client, given);
  const waiting = all.filter(isWaiting);
  const ended = all.filter(isEnded);
  const kindOf = await kindLookup(waiting);
  const missed = await findMissedEvents(client, waiting, kindOf, latest);
  const waitingRows = waiting.map((walked) => waitingRow(walked, missed.get(walked.row.id) ?? []));
  const counter = new StepCounter();
  for (const walked of all) counter.add(walked);
  const walks = walkRows(all);
  const sends = sendRows(all);
  await client.query({
    ...(ledger === "expected_new"
      ? { name: "commit-walks", text: COMMIT_WALKS }
      : { name: "commit-walks-looking", text: COMMIT_WALKS_LOOKING }),
    values: [
      ...columnsOf(waitingRows, WAITING),
      ...columnsOf(walks, WALKS),
      walks.map(({ log }) => log).join("\n"),
      ...columnsOf(counter.rows(), DELTAS),
      ...columnsOf(sends, SENDS),
    ],
  });
  await updateRuns(client, all);
  await releaseEntries(client, ended);
  await listen(client, all, waiting, new Map(waitingRows.map((r) => [r.id, r.due_at])), kindOf);
  await quarantine(client, ended);
  return { sends: sends.length, ...(await writeEffects(client, all, emitted)) };
}
