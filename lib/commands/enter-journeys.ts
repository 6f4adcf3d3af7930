import type pg from "pg";
import { fetchFacts } from "@/lib/audience/fetch-facts";
import { shardOf } from "@/lib/db/shard";
import { evaluateCondition } from "@/lib/journey/evaluate-condition";
import type { FactKey, FactRequest, Facts, Seen, SubscriberFacts, TriggerFact } from "@/lib/journey/facts";
import { readPath } from "@/lib/journey/read-path";
import type { RefusalReason } from "@/lib/journey/refusal";
import { log } from "@/lib/queue/log";
import type { Route } from "./ingest-routes";
import type { IngestWorkspace } from "./ingest-workspace";
import { type Refusal, recordRefusals } from "./record-refusals";
import { startEnrollments } from "./start-enrollments";

/** Somebody whom a trigger may let in, with the person as they were right after what happened. */
export type Candidate = { route: Route; subscriber: SubscriberFacts; trigger: TriggerFact };

type Undecided = { candidate: Candidate; facts: Facts; fetched: Map<FactKey, number | boolean> };

/** A condition asks for what it needs at once, so a second round is rare and a third means a fact that cannot be had. */
const ROUNDS_MAX = 4;

function factsOf(
  { route, subscriber, trigger }: Candidate,
  workspace: IngestWorkspace,
  fetched: Facts["fetched"],
): Facts {
  return {
    subscriber,
    trigger,
    run: {},
    entered_at: workspace.now,
    journey: route.journey,
    default_timezone: route.timezone ?? workspace.timezone,
    fetched,
  };
}

type Decision = { kind: "enters" } | { kind: "refused"; seen: Seen[] } | { kind: "needs"; facts: FactRequest[] };

/** Yes or no, or what must be fetched first. A bug in one journey's condition must not cost others their event. */
function decide({ candidate, facts }: Undecided, workspace: IngestWorkspace): Decision {
  if (!candidate.route.where) return { kind: "enters" };
  try {
    const evaluation = evaluateCondition(candidate.route.where, facts, workspace.now);
    if (evaluation.kind === "needs") return evaluation;
    return evaluation.result ? { kind: "enters" } : { kind: "refused", seen: evaluation.seen };
  } catch (error) {
    log.error(
      { err: error, version: candidate.route.versionId, node: candidate.route.nodeId },
      "a trigger's condition could not be evaluated; it let nobody in",
    );
    return { kind: "refused", seen: [] };
  }
}

function refusal({ route, subscriber, trigger }: Candidate, reason: RefusalReason, seen: Seen[]): Refusal {
  return { route, subscriberId: subscriber.id, event: trigger.event, reason, seen };
}

async function whoEnters(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  candidates: readonly Candidate[],
): Promise<{ entering: Undecided[]; refused: Refusal[] }> {
  const entering = new Map<Candidate, Undecided>();
  const refused: Refusal[] = [];
  let open: Undecided[] = candidates.map((candidate) => {
    const fetched = new Map<FactKey, number | boolean>();
    return { candidate, fetched, facts: factsOf(candidate, workspace, fetched) };
  });
  for (let round = 0; open.length > 0 && round < ROUNDS_MAX; round += 1) {
    const asking: { undecided: Undecided; requests: FactRequest[] }[] = [];
    for (const undecided of open) {
      const decision = decide(undecided, workspace);
      switch (decision.kind) {
        case "enters":
          entering.set(undecided.candidate, undecided);
          break;
        case "refused":
          refused.push(refusal(undecided.candidate, "trigger_filter", decision.seen));
          break;
        case "needs":
          asking.push({ undecided, requests: decision.facts });
      }
    }
    if (asking.length === 0) break;
    const answers = await fetchFacts(
      client,
      asking.map(({ undecided, requests }) => ({
        subscriberId: undecided.candidate.subscriber.id,
        enrollmentId: "0",
        versionId: undecided.candidate.route.versionId,
        requests,
        now: workspace.now,
      })),
    );
    asking.forEach(({ undecided }, i) => {
      for (const [key, value] of answers[i] ?? []) undecided.fetched.set(key, value);
    });
    open = asking.map(({ undecided }) => undecided);
  }
  return { entering: candidates.flatMap((candidate) => entering.get(candidate) ?? []), refused };
}

function entryKeyOf(route: Route, facts: Facts): string {
  if (route.reentry.policy !== "parallel" || route.reentry.key === undefined) return "";
  const value = readPath(route.reentry.key, facts);
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/**
 * Lets in whom the triggers' conditions let in, in the order given, inside the caller's transaction. Re-entry is decided by
 * startEnrollments. Who is turned away is remembered with the reason. Returns the shards that have work once it has committed.
 */
export async function enterJourneys(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  candidates: readonly Candidate[],
): Promise<Set<number>> {
  if (candidates.length === 0) return new Set();
  const { entering, refused } = await whoEnters(client, workspace, candidates);
  if (entering.length === 0) {
    await recordRefusals(client, workspace, refused);
    return new Set();
  }
  const started = await startEnrollments(
    client,
    entering.map(({ candidate: { route, subscriber, trigger }, facts }) => ({
      workspaceId: workspace.id,
      shard: shardOf(workspace, subscriber.id),
      journeyId: route.journey.id,
      versionId: route.versionId,
      subscriberId: subscriber.id,
      node: route.node,
      locks: route.locks,
      reentry: route.reentry,
      entryKey: entryKeyOf(route, facts),
      trigger,
      now: workspace.now,
    })),
  );
  const entered = new Set(started.map(({ journeyId, subscriberId }) => `${journeyId} ${subscriberId}`));
  const turnedAway = entering
    .filter(({ candidate: { route, subscriber } }) => !entered.has(`${route.journey.id} ${subscriber.id}`))
    .map(({ candidate }) => refusal(candidate, "reentry", []));
  await recordRefusals(client, workspace, [...refused, ...turnedAway]);
  return new Set(started.map(({ subscriberId }) => shardOf(workspace, subscriberId)));
}
