import type pg from "pg";
import { fetchFacts } from "@/lib/audience/fetch-facts";
import { isWithinHours } from "@/lib/journey/allowed-hours";
import type { Condition } from "@/lib/journey/condition";
import { evaluateCondition } from "@/lib/journey/evaluate-condition";
import type { FactKey, FactRequest, Facts, FactValue, Seen, SubscriberFacts, TriggerFact } from "@/lib/journey/facts";
import { personZone } from "@/lib/journey/person-zone";
import type { RefusalReason } from "@/lib/journey/refusal";
import { CHAIN_DEPTH_MAX } from "@/lib/nodes/chain-depth";
import { log } from "@/lib/queue/log";
import type { Route } from "./ingest-routes";
import type { IngestWorkspace } from "./ingest-workspace";

/** Somebody whom a trigger may let in, with the person as they were right after what happened. */
export type Candidate = { route: Route; subscriber: SubscriberFacts; trigger: TriggerFact };

/** Whom the rules let in, with the facts they were let in by. */
export type Entering = { candidate: Candidate; facts: Facts };
export type TurnedAway = { candidate: Candidate; reason: RefusalReason; seen: Seen[] };

type Undecided = Entering & { fetched: Map<FactKey, FactValue> };
type Decision =
  | { kind: "enters" }
  | { kind: "refused"; reason: RefusalReason; seen: Seen[] }
  | { kind: "needs"; facts: FactRequest[] };

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
    entered_at: trigger.at,
    journey: route.journey,
    default_timezone: route.timezone ?? workspace.timezone,
    fetched,
  };
}

/** Yes or no, or what must be fetched first. A bug in one journey's condition must not cost others their event. */
function decide({ candidate, facts }: Undecided): Decision {
  const { route, trigger } = candidate;
  if ((trigger.depth ?? 0) > CHAIN_DEPTH_MAX) return { kind: "refused", reason: "chain_too_long", seen: [] };
  if (!isWithinHours(route.controls, trigger.at, personZone(facts)))
    return { kind: "refused", reason: "outside_hours", seen: [] };
  const rules: [RefusalReason, Condition | undefined][] = [
    ["trigger_filter", route.where],
    ["not_eligible", route.eligibility],
  ];
  for (const [reason, rule] of rules) {
    if (!rule) continue;
    try {
      const evaluation = evaluateCondition(rule, facts, trigger.at);
      if (evaluation.kind === "needs") return evaluation;
      if (!evaluation.result) return { kind: "refused", reason, seen: evaluation.seen };
    } catch (error) {
      log.error(
        { err: error, version: route.versionId, node: route.nodeId, reason },
        "a trigger's condition could not be evaluated; it let nobody in",
      );
      return { kind: "refused", reason, seen: [] };
    }
  }
  return { kind: "enters" };
}

async function fetchMissing(
  client: pg.ClientBase,
  asking: readonly { undecided: Undecided; requests: FactRequest[] }[],
): Promise<void> {
  const answers = await fetchFacts(
    client,
    asking.map(({ undecided: { candidate }, requests }) => ({
      subscriberId: candidate.subscriber.id,
      enrollmentId: "0",
      versionId: candidate.route.versionId,
      requests,
      now: candidate.trigger.at,
    })),
  );
  asking.forEach(({ undecided }, i) => {
    for (const [key, value] of answers[i] ?? []) undecided.fetched.set(key, value);
  });
}

/**
 * Asks hours, the triggers' own rules and the journeys' eligibility of every candidate, with one query per kind of fact that they
 * need. Both lists keep the order given.
 */
export async function whoEnters(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  candidates: readonly Candidate[],
): Promise<{ entering: Entering[]; turnedAway: TurnedAway[] }> {
  const entering = new Map<Candidate, Entering>();
  const turnedAway: TurnedAway[] = [];
  let open: Undecided[] = candidates.map((candidate) => {
    const fetched = new Map<FactKey, FactValue>();
    return { candidate, fetched, facts: factsOf(candidate, workspace, fetched) };
  });
  for (let round = 0; open.length > 0 && round < ROUNDS_MAX; round += 1) {
    const asking: { undecided: Undecided; requests: FactRequest[] }[] = [];
    for (const undecided of open) {
      const decision = decide(undecided);
      switch (decision.kind) {
        case "enters":
          entering.set(undecided.candidate, undecided);
          break;
        case "refused":
          turnedAway.push({ candidate: undecided.candidate, reason: decision.reason, seen: decision.seen });
          break;
        case "needs":
          asking.push({ undecided, requests: decision.facts });
      }
    }
    if (asking.length > 0) await fetchMissing(client, asking);
    open = asking.map(({ undecided }) => undecided);
  }
  for (const { candidate } of open) turnedAway.push({ candidate, reason: "trigger_filter", seen: [] });
  return { entering: candidates.flatMap((candidate) => entering.get(candidate) ?? []), turnedAway };
}
