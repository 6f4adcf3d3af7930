import type pg from "pg";
import { chainDepth } from "@/lib/nodes/chain-depth";
import { changeMembers } from "../change-members";
import type { Consequences } from "../record-subscriber-changes";
import type { Walked } from "../walked";
import { byMoment } from "./by-moment";
import { plannedWrites } from "./planned-write";

/** join_segment and leave_segment of a batch. The people are locked since the claim, because their versions write. */
export async function writeMemberships(client: pg.ClientBase, all: readonly Walked[]): Promise<Consequences> {
  const result: Consequences = { shards: new Set(), segments: false };
  for (const { workspace, group } of await byMoment(client, plannedWrites(all, ["join_segment", "leave_segment"]))) {
    const changed = await changeMembers(
      client,
      workspace,
      group.map(({ walked, effect }) => ({
        segmentId: effect.segment_id,
        subscriberId: walked.row.subscriber_id,
        join: effect.kind === "join_segment",
        depth: chainDepth(walked.facts, walked.now),
      })),
    );
    for (const shard of changed.shards) result.shards.add(shard);
    result.segments ||= changed.segments;
  }
  return result;
}
