import type pg from "pg";
import type { Effect } from "@/lib/journey/outcome";
import type { Consequences } from "../record-subscriber-changes";
import type { Walked } from "../walked";
import { writeWalkedPeople } from "../write-walked-people";
import { answerParents } from "./answer-parents";
import { endChildren } from "./end-children";
import { type EmittedKinds, writeEmittedEvents } from "./write-emitted-events";
import { writeMemberships } from "./write-memberships";
import { writeStartedRuns } from "./write-started-runs";
import { writeStoppedEmails } from "./write-stopped-emails";
import { writeTasks } from "./write-tasks";

type Writer = (client: pg.ClientBase, all: readonly Walked[], emitted: EmittedKinds) => Promise<Consequences>;

/** Who carries an effect out inside the committing transaction; "elsewhere": the ledger of sends, the run's data, the line of a rate limit. */
const writers: Record<Effect["kind"], Writer | "elsewhere"> = {
  send_email: "elsewhere",
  send_push: "elsewhere",
  call_webhook: "elsewhere",
  upsert_contact: "elsewhere",
  skip: "elsewhere",
  set_run: "elsewhere",
  set_output: "elsewhere",
  take_arm: "elsewhere",
  reach_goal: "elsewhere",
  take_turn: "elsewhere",
  set_attributes: writeWalkedPeople,
  add_tag: writeWalkedPeople,
  remove_tag: writeWalkedPeople,
  stop_emails: writeStoppedEmails,
  join_segment: writeMemberships,
  leave_segment: writeMemberships,
  emit_event: writeEmittedEvents,
  start_run: writeStartedRuns,
  create_task: writeTasks,
};
/** People first, so that what follows sees them as the walk left them. */
const order: readonly Writer[] = [
  writeWalkedPeople,
  writeStoppedEmails,
  writeMemberships,
  writeEmittedEvents,
  writeStartedRuns,
  writeTasks,
];

/**
 * Carries out what the walks of a batch do to people, segments and other journeys, set-based, in the transaction that commits the walks and
 * after their waits are written. `emitted`: what internEmitted gave before. A batch without such effects costs nothing here.
 */
export async function writeEffects(
  client: pg.ClientBase,
  all: readonly Walked[],
  emitted: EmittedKinds,
): Promise<Consequences> {
  const needed = new Set(all.flatMap(({ walk }) => walk.effects.map(({ effect }) => writers[effect.kind])));
  const result: Consequences = { shards: new Set(), segments: false };
  for (const writer of order) {
    if (!needed.has(writer)) continue;
    const { shards, segments } = await writer(client, all, emitted);
    for (const shard of shards) result.shards.add(shard);
    result.segments ||= segments;
  }
  const ended = all.flatMap(({ shard, row, run, walk }) =>
    walk.kind === "ends" && run.trigger.parent
      ? [
          {
            shard,
            subscriberId: row.subscriber_id,
            trigger: run.trigger,
            run: walk.run,
            state: walk.state,
            reason: walk.reason,
            at: walk.at,
          },
        ]
      : [],
  );
  for (const shard of await answerParents(client, ended)) result.shards.add(shard);
  for (const shard of await endChildren(client, all)) result.shards.add(shard);
  return result;
}
