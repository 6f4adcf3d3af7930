import type pg from "pg";
import { SUPPRESS_INACTIVE } from "@/lib/db/scores.sql";
import { type Consequences, recordSubscriberChanges } from "../record-subscriber-changes";
import type { Walked } from "../walked";
import { byMoment } from "./by-moment";
import { plannedWrites } from "./planned-write";

/**
 * stop_emails of a batch: from the commit on no claim hands a marketing mail to these addresses. One that is suppressed already keeps its reason.
 * Whoever waits for a change of consent looks again.
 */
export async function writeStoppedEmails(client: pg.ClientBase, all: readonly Walked[]): Promise<Consequences> {
  const result: Consequences = { shards: new Set(), segments: false };
  for (const { workspace, group } of await byMoment(client, plannedWrites(all, ["stop_emails"]))) {
    await client.query(SUPPRESS_INACTIVE, [workspace.id, group.map(({ walked }) => walked.row.subscriber_id)]);
    const changes = group.map(({ walked: { row, facts } }) => ({
      before: facts.subscriber,
      after: facts.subscriber,
      by: row.id,
    }));
    const { shards, segments } = await recordSubscriberChanges(client, workspace.id, changes, workspace.now);
    for (const shard of shards) result.shards.add(shard);
    result.segments ||= segments;
  }
  return result;
}
