import { createHash } from "node:crypto";
import type pg from "pg";
import { CLAIM_ENTRIES, INSERT_STARTED } from "@/lib/db/start-enrollments.sql";
import type { Instant, TriggerFact } from "@/lib/journey/facts";
import type { Reentry } from "@/lib/journey/settings";

export type EnrollmentStart = {
  workspaceId: number;
  shard: number;
  journeyId: string;
  versionId: number;
  /** decimal text of the bigint key */
  subscriberId: string;
  /** index of the trigger node in the version's graph */
  node: number;
  /** compiled.locksSubscriber of the version */
  locks: boolean;
  reentry: Reentry;
  /** value of reentry.key for this trigger; "" when the policy has no key or the path no value */
  entryKey: string;
  trigger: TriggerFact;
  now: Instant;
};

/** `start`: the very object that was handed in. */
export type StartedEnrollment = {
  enrollmentId: string;
  subscriberId: string;
  journeyId: string;
  start: EnrollmentStart;
};

/** A row of the index that decides re-entry holds 2.7 KB at most; a value is whatever somebody has sent. */
const KEY_BYTES_MAX = 1_000;

/**
 * What `entries.key` holds: parallel runs are apart by the key's value (by its hash where it is long), and apart from the runs of every other
 * policy.
 */
export function entryKeyOf(reentry: Reentry, entryKey: string): string {
  if (reentry.policy !== "parallel") return "";
  if (Buffer.byteLength(entryKey) <= KEY_BYTES_MAX) return `=${entryKey}`;
  return `#${createHash("sha256").update(entryKey).digest("base64url")}`;
}

const entryId = (s: EnrollmentStart) => `${s.journeyId} ${s.subscriberId} ${entryKeyOf(s.reentry, s.entryKey)}`;
const isUnbounded = (s: EnrollmentStart) => s.reentry.policy === "parallel" && s.reentry.key === undefined;

/** Of starts for the same entry in one batch the first counts, as if they had come one after the other. */
function firstOfEachEntry(starts: readonly EnrollmentStart[]): EnrollmentStart[] {
  const first = new Map<string, EnrollmentStart>();
  for (const start of starts) if (!first.has(entryId(start))) first.set(entryId(start), start);
  return [...first.values()];
}

async function claimEntries(client: pg.ClientBase, starts: readonly EnrollmentStart[]): Promise<Set<string>> {
  const allowed = new Set<string>();
  for (const [now, group] of Map.groupBy(starts, (s) => s.now)) {
    const { rows } = await client.query<{ journey_id: string; subscriber_id: string; key: string }>({
      name: "claim-entries",
      text: CLAIM_ENTRIES,
      values: [
        group.map((s) => s.journeyId),
        group.map((s) => s.subscriberId),
        group.map((s) => entryKeyOf(s.reentry, s.entryKey)),
        group.map((s) => s.workspaceId),
        now / 1_000,
      ],
    });
    for (const row of rows) allowed.add(`${row.journey_id} ${row.subscriber_id} ${row.key}`);
  }
  return allowed;
}

/**
 * Starts runs inside the caller's transaction: re-entry is decided through `entries`, the run is written, and the person waits at the
 * trigger, due at once. After commit the caller hints the shards. Gives back those that really entered; who may not is simply absent.
 */
export async function startEnrollments(
  client: pg.ClientBase,
  starts: readonly EnrollmentStart[],
): Promise<StartedEnrollment[]> {
  const bounded = firstOfEachEntry(starts.filter((s) => !isUnbounded(s)));
  const allowed = bounded.length > 0 ? await claimEntries(client, bounded) : new Set<string>();
  const entering = [...starts.filter(isUnbounded), ...bounded.filter((s) => allowed.has(entryId(s)))];
  if (entering.length === 0) return [];
  const { rows } = await client.query<{ id: string }>({
    name: "insert-started",
    text: INSERT_STARTED,
    values: [
      entering.map((s) => s.workspaceId),
      entering.map((s) => s.journeyId),
      entering.map((s) => s.versionId),
      entering.map((s) => s.subscriberId),
      entering.map((s) => entryKeyOf(s.reentry, s.entryKey)),
      entering.map((s) => JSON.stringify(s.trigger)),
      entering.map((s) => s.shard),
      entering.map((s) => s.node),
      entering.map((s) => s.locks),
      entering.map((s) => s.now / 1_000),
    ],
  });
  return entering.flatMap((s, i) => {
    const id = rows[i]?.id;
    return id === undefined
      ? []
      : [{ enrollmentId: id, subscriberId: s.subscriberId, journeyId: s.journeyId, start: s }];
  });
}
