import type pg from "pg";
import { READ_SUBSCRIBERS_BY_ID } from "@/lib/db/subscribers.sql";
import type { Instant, SubscriberFacts, TriggerFact } from "@/lib/journey/facts";
import type { JsonObject } from "@/lib/journey/json";
import type { RefusalReason } from "@/lib/journey/refusal";
import { enterCandidates } from "./enter-journeys";
import { routesOf } from "./ingest-routes";
import type { IngestWorkspace } from "./ingest-workspace";

/** One person to be put into one journey; `properties` are what `event.*` means inside, `at` when it is asked for. */
export type RunRequest = {
  journeyId: string;
  subscriberId: string;
  properties: JsonObject;
  at?: Instant;
  /** started by a run: how deep the chain is, and who waits for the end */
  depth?: number;
  parent?: NonNullable<TriggerFact["parent"]>;
};

export type RunStart =
  | { ok: true; enrollmentId: string; shard: number }
  /** not_active: the journey takes nobody in now. unknown_person: there is nobody of this id */
  | { ok: false; reason: RefusalReason | "not_active" | "unknown_person" };

/**
 * Puts people into journeys that no trigger named them for: by hand, by the API, by another journey. They come in by the manual trigger,
 * else by the first; eligibility, consent and re-entry are asked as for every way in, and so are the manual trigger's limits. Set-based, in
 * the caller's transaction; answers in the order of the requests. After commit: hintWalk(shards).
 */
export async function startRuns(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  requests: readonly RunRequest[],
): Promise<RunStart[]> {
  if (requests.length === 0) return [];
  const routes = await routesOf(client, workspace);
  const ids = [...new Set(requests.map(({ subscriberId }) => subscriberId))];
  const { rows } = await client.query<SubscriberFacts>(READ_SUBSCRIBERS_BY_ID, [workspace.id, ids]);
  const people = new Map(rows.map((row) => [row.id, row]));
  const asked = requests.map(({ journeyId, subscriberId, properties, at = workspace.now, depth, parent }) => {
    const route = routes.byHand.get(journeyId);
    const subscriber = people.get(subscriberId);
    if (!route) return { ok: false, reason: "not_active" } as const;
    if (!subscriber) return { ok: false, reason: "unknown_person" } as const;
    const trigger = { node: route.nodeId, properties, at, ...(depth && { depth }), ...(parent && { parent }) };
    return { ok: true, candidate: { route, subscriber, trigger } } as const;
  });
  const entries = await enterCandidates(
    client,
    workspace,
    asked.flatMap((one) => (one.ok ? [one.candidate] : [])),
  );
  const entryOf = new Map(entries.map((entry) => [entry.candidate, entry]));
  return asked.map((one): RunStart => {
    if (!one.ok) return one;
    const entry = entryOf.get(one.candidate);
    if (!entry) throw new Error("a candidate was asked and is missing from the answer");
    return entry.ok
      ? { ok: true, enrollmentId: entry.enrollmentId, shard: entry.shard }
      : { ok: false, reason: entry.reason };
  });
}
