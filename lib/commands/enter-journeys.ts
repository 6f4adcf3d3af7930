import type pg from "pg";
import { shardOf } from "@/lib/db/shard";
import type { Facts, Seen } from "@/lib/journey/facts";
import { readPath } from "@/lib/journey/read-path";
import type { RefusalReason } from "@/lib/journey/refusal";
import type { Route } from "./ingest-routes";
import type { IngestWorkspace } from "./ingest-workspace";
import { recordRefusals } from "./record-refusals";
import { startEnrollments } from "./start-enrollments";
import { hasLimits, TriggerLimits } from "./trigger-limits";
import { type Candidate, type Entering, type TurnedAway, whoEnters } from "./who-enters";
import { whoObjects } from "./who-objects";

/** What became of a candidate. */
export type Entry =
  | { ok: true; candidate: Candidate; enrollmentId: string; shard: number }
  | { ok: false; candidate: Candidate; reason: RefusalReason; seen: Seen[] };

const RANKS = { high: 0, normal: 1, low: 2 } as const;
const rankOf = ({ route }: Candidate) => RANKS[route.controls.priority ?? "normal"];

function entryKeyOf(route: Route, facts: Facts): string {
  if (route.reentry.policy !== "parallel" || route.reentry.key === undefined) return "";
  const value = readPath(route.reentry.key, facts);
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

const startOf = (workspace: IngestWorkspace, { candidate: { route, subscriber, trigger }, facts }: Entering) => ({
  workspaceId: workspace.id,
  shard: shardOf(workspace, subscriber.id),
  journeyId: route.journey.id,
  versionId: route.versionId,
  subscriberId: subscriber.id,
  node: route.node,
  // Its end wakes the run that waits for it, which happens under the person's lock.
  locks: route.locks || trigger.parent !== undefined,
  reentry: route.reentry,
  entryKey: entryKeyOf(route, facts),
  trigger,
  now: trigger.at,
});

/** Starts those whom re-entry lets in. */
async function start(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  entering: readonly Entering[],
): Promise<{ started: Map<Candidate, string>; refused: Entering[] }> {
  const asked = entering.map((one) => ({ one, start: startOf(workspace, one) }));
  const candidateOf = new Map(asked.map(({ one, start }) => [start, one.candidate]));
  const started = new Map<Candidate, string>();
  for (const { enrollmentId, start } of await startEnrollments(
    client,
    asked.map((a) => a.start),
  )) {
    const candidate = candidateOf.get(start);
    if (candidate) started.set(candidate, enrollmentId);
  }
  return { started, refused: entering.filter(({ candidate }) => !started.has(candidate)) };
}

/**
 * Starts people by triggers that count their entries. Who fits under the limits tries to enter; a place that re-entry then denies is
 * free for the next, so the rounds go on until nobody is turned away by re-entry while others wait for a place.
 */
async function startLimited(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  entering: readonly Entering[],
): Promise<{ started: Map<Candidate, string>; turnedAway: TurnedAway[] }> {
  const limits = await TriggerLimits.lock(
    client,
    workspace.id,
    entering.map(({ candidate }) => candidate),
  );
  const started = new Map<Candidate, string>();
  const turnedAway: TurnedAway[] = [];
  for (let open = entering; open.length > 0; ) {
    const trial = limits.copy();
    const fits: Entering[] = [];
    const over: { one: Entering; reason: RefusalReason }[] = [];
    for (const one of open) {
      const reason = trial.take(one.candidate);
      if (reason) over.push({ one, reason });
      else fits.push(one);
    }
    const round = await start(client, workspace, fits);
    for (const [candidate, id] of round.started) {
      started.set(candidate, id);
      limits.take(candidate);
    }
    for (const { candidate } of round.refused) turnedAway.push({ candidate, reason: "reentry", seen: [] });
    if (round.refused.length > 0) open = over.map(({ one }) => one);
    else {
      for (const { one, reason } of over) turnedAway.push({ candidate: one.candidate, reason, seen: [] });
      break;
    }
  }
  await limits.write(client);
  return { started, turnedAway };
}

async function withConsent(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  entering: readonly Entering[],
): Promise<{ entering: Entering[]; turnedAway: TurnedAway[] }> {
  const asked = entering.filter(({ candidate }) => candidate.route.consentRequired);
  const objecting = await whoObjects(
    client,
    workspace.id,
    asked.map(({ candidate }) => candidate.subscriber.id),
  );
  const objects = ({ candidate: { route, subscriber } }: Entering) =>
    route.consentRequired && objecting.has(subscriber.id);
  return {
    entering: entering.filter((one) => !objects(one)),
    turnedAway: entering.filter(objects).map(({ candidate }) => ({ candidate, reason: "no_consent", seen: [] })),
  };
}

/**
 * Lets in whom hours, the triggers' rules, eligibility, consent, limits and re-entry let in, inside the caller's transaction: higher
 * priority first, else in the order given. Who is turned away is remembered with the reason. Gives what became of each, in the order given;
 * the caller hints the shards once it has committed.
 */
export async function enterCandidates(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  candidates: readonly Candidate[],
): Promise<Entry[]> {
  if (candidates.length === 0) return [];
  const ruled = await whoEnters(
    client,
    workspace,
    [...candidates].sort((a, b) => rankOf(a) - rankOf(b)),
  );
  const willing = await withConsent(client, workspace, ruled.entering);
  const [limited, free] = [
    willing.entering.filter(({ candidate }) => hasLimits(candidate.route.controls)),
    willing.entering.filter(({ candidate }) => !hasLimits(candidate.route.controls)),
  ];
  const counted = limited.length > 0 ? await startLimited(client, workspace, limited) : undefined;
  const uncounted = await start(client, workspace, free);
  const started = new Map([...uncounted.started, ...(counted?.started ?? [])]);
  const turnedAway: TurnedAway[] = [
    ...ruled.turnedAway,
    ...willing.turnedAway,
    ...(counted?.turnedAway ?? []),
    ...uncounted.refused.map(({ candidate }) => ({ candidate, reason: "reentry" as const, seen: [] })),
  ];
  await recordRefusals(
    client,
    workspace,
    turnedAway.map(({ candidate: { route, subscriber, trigger }, reason, seen }) => ({
      route,
      subscriberId: subscriber.id,
      event: trigger.event,
      reason,
      seen,
    })),
  );
  const away = new Map(turnedAway.map((one) => [one.candidate, one]));
  return candidates.map((candidate): Entry => {
    const enrollmentId = started.get(candidate);
    if (enrollmentId !== undefined)
      return { ok: true, candidate, enrollmentId, shard: shardOf(workspace, candidate.subscriber.id) };
    const { reason, seen } = away.get(candidate) ?? { reason: "reentry" as const, seen: [] };
    return { ok: false, candidate, reason, seen };
  });
}

/** As enterCandidates; gives the shards that have work once the transaction has committed. */
export async function enterJourneys(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  candidates: readonly Candidate[],
): Promise<Set<number>> {
  const entries = await enterCandidates(client, workspace, candidates);
  return new Set(entries.flatMap((entry) => (entry.ok ? [entry.shard] : [])));
}
