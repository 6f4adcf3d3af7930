import type pg from "pg";
import type { Json } from "@/lib/journey/json";
import type { Consequences } from "../record-subscriber-changes";
import { type RunStart, startRuns } from "../start-runs";
import type { Walked } from "../walked";
import { byMoment } from "./by-moment";
import { type PlannedWrite, plannedWrites } from "./planned-write";
import { type VisitAnswer, wakeVisits } from "./wake-visits";

type Asked = PlannedWrite<"start_run">;

/**
 * start_run of a batch: puts people into the other journeys and answers the steps that asked, except those that wait for the end of a run
 * that has begun (answerParents does that). Comes after the batch's own waits are written.
 */
export async function writeStartedRuns(client: pg.ClientBase, all: readonly Walked[]): Promise<Consequences> {
  const shards = new Set<number>();
  const answers: VisitAnswer[] = [];
  for (const { workspace, group } of await byMoment(client, plannedWrites(all, ["start_run"]))) {
    const real = group.filter(({ walked }) => !walked.dryRun);
    const started = await startRuns(
      client,
      workspace,
      real.map(({ walked, planned, effect }) => ({
        journeyId: effect.journey_id,
        subscriberId: walked.row.subscriber_id,
        properties: effect.properties,
        depth: effect.depth,
        ...(effect.wait && { parent: { enrollment_id: walked.row.id, visit: planned.visit } }),
      })),
    );
    const startOf = new Map(real.map((one, i) => [one, started[i]]));
    for (const one of group) {
      const start = startOf.get(one);
      if (start?.ok) shards.add(start.shard);
      if (start?.ok && one.effect.wait) continue;
      answers.push(answerTo(one, start));
    }
  }
  return { shards: shards.union(await wakeVisits(client, answers)), segments: false };
}

function answerTo({ walked, planned }: Asked, start: RunStart | undefined): VisitAnswer {
  const value: Json = start
    ? start.ok
      ? { enrollment_id: start.enrollmentId }
      : { reason: start.reason }
    : { dry_run: true };
  return {
    shard: walked.shard,
    enrollmentId: walked.row.id,
    subscriberId: walked.row.subscriber_id,
    visit: planned.visit,
    wake: { by: "result", ok: start?.ok ?? true, value, at: walked.now },
  };
}
