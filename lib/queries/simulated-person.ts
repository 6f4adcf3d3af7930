import type { SimulateRequest } from "@/lib/api/schemas/simulate";
import { consentSql } from "@/lib/audience/consent-sql";
import type { Tx } from "@/lib/db/with-workspace";
import type { StartingStanding } from "@/lib/engine/standing-over-time";
import { startingStanding } from "@/lib/engine/starting-standing";
import type { ConsentState } from "@/lib/journey/condition";
import type { EventFact, Instant, SubscriberFacts } from "@/lib/journey/facts";
import type { StandingRow } from "@/lib/journey/standing";
import { isJsonObject } from "./is-json-object";
import { readScoreRules } from "./read-score-rules";
import { subscriberFacts } from "./subscriber-facts";

/** Conditions over a longer past see its newest part. */
const HISTORY_MAX = 5_000;

export type SimulatedPerson = {
  subscriber: SubscriberFacts;
  segments: Set<string>;
  history: EventFact[];
  standing: StartingStanding;
  consent?: ConsentState;
  /** how many of their browsers may be pushed to; unknown of somebody invented */
  browsers?: number;
};

/**
 * Whom a simulation walks: somebody there is, with what they did and belong to, or somebody invented who has neither. Undefined when
 * `external_id` names nobody of ours.
 */
export async function simulatedPerson(
  tx: Tx,
  workspaceId: number,
  wanted: Pick<SimulateRequest, "external_id" | "subscriber">,
  startAt: Instant,
): Promise<SimulatedPerson | undefined> {
  const { enabled, rules } = await readScoreRules(tx, workspaceId);
  if (wanted.external_id === undefined) {
    const subscriber = invented(wanted.subscriber ?? {}, startAt);
    const standing = startingStanding(wanted.subscriber?.scores ?? {}, rules, startAt, []);
    return { subscriber, segments: new Set(), history: [], standing: withAbout(standing, subscriber) };
  }
  const row = await tx.subscriber.findUnique({
    where: { workspaceId_externalId: { workspaceId, externalId: wanted.external_id } },
  });
  if (!row) return undefined;
  const memberships = await tx.$queryRaw<{ segment_id: string }[]>`
    select segment_id from segment_members where subscriber_id = ${row.id}`;
  const events = await tx.$queryRaw<
    { id: string; event: string; properties: unknown; received_at: Date; occurred_at: Date }[]
  >`
    select e.id, k.name as event, e.properties, e.received_at, e.occurred_at
    from events e join event_kinds k on k.id = e.kind_id
    where e.subscriber_id = ${row.id} order by e.received_at desc, e.id desc limit ${HISTORY_MAX}`;
  const [standing] = await tx.$queryRawUnsafe<{ state: ConsentState }[]>(
    `select ${consentSql("s")} as state from subscribers s where s.id = $1`,
    row.id,
  );
  const history = events.reverse().map(({ id, event, properties, received_at, occurred_at }) => ({
    id,
    event,
    properties: isJsonObject(properties) ? properties : {},
    at: received_at.getTime(),
    occurred_at: occurred_at.getTime(),
  }));
  const stored = enabled ? await storedStanding(tx, workspaceId, row.id) : undefined;
  const subscriber = subscriberFacts(row);
  const counted = startingStanding({}, rules, startAt, history);
  const about = { ...withAbout(counted, subscriber).about, mails_since: await mailsSince(tx, row.id) };
  const browsers = await tx.pushSubscription.count({ where: { subscriberId: row.id } });
  return {
    browsers,
    ...(standing && { consent: standing.state }),
    subscriber,
    segments: new Set(memberships.map(({ segment_id }) => segment_id)),
    history,
    standing: { rules, about, row: stored ?? counted.row },
  };
}

const withAbout = (standing: StartingStanding, { created_at, attributes }: SubscriberFacts): StartingStanding => ({
  ...standing,
  about: { ...standing.about, created_at, lifetime_value: attributes.lifetime_value },
});

async function storedStanding(tx: Tx, workspaceId: number, id: bigint): Promise<StandingRow | undefined> {
  const [row] = await tx.$queryRaw<(Omit<StandingRow, "last_seen_at"> & { last_seen_at: Date | null })[]>`
    select day, lead, engagement, active_days, last_seen_at, purchases, first_purchase_day, last_purchase_day, spent from subscriber_scores
    where workspace_id = ${workspaceId} and subscriber_id = ${id}`;
  return row && { ...row, last_seen_at: row.last_seen_at?.getTime() ?? null };
}

/** As standing-sql.ts counts them. */
async function mailsSince(tx: Tx, id: bigint): Promise<number> {
  const [counted] = await tx.$queryRaw<{ n: number }[]>`
    select count(d.id)::int as n from subscribers s
    left join subscriber_scores x on x.workspace_id = s.workspace_id and x.subscriber_id = s.id
    left join sends d on d.subscriber_id = s.id and d.channel = 'email' and d.status = 'sent'
      and d.sent_at > coalesce(x.last_seen_at, s.created_at)
      and d.sent_at <= coalesce(x.last_seen_at, s.created_at) + interval '30 days'
    where s.id = ${id}`;
  return counted?.n ?? 0;
}

function invented(given: NonNullable<SimulateRequest["subscriber"]>, startAt: Instant): SubscriberFacts {
  return {
    id: "0",
    external_id: given.external_id ?? "simulated",
    email: given.email ?? null,
    phone: given.phone ?? null,
    first_name: given.first_name ?? null,
    last_name: given.last_name ?? null,
    timezone: given.timezone ?? null,
    locale: given.locale ?? null,
    lifecycle_stage: given.lifecycle_stage ?? null,
    attributes: given.attributes ?? {},
    tags: given.tags ?? [],
    created_at: startAt,
  };
}
