import type { SimulateRequest } from "@/lib/api/schemas/simulate";
import { consentSql } from "@/lib/audience/consent-sql";
import type { Tx } from "@/lib/db/with-workspace";
import type { ConsentState } from "@/lib/journey/condition";
import type { EventFact, Instant, SubscriberFacts } from "@/lib/journey/facts";
import { isJsonObject } from "./is-json-object";
import { subscriberFacts } from "./subscriber-facts";

/** Conditions over a longer past see its newest part. */
const HISTORY_MAX = 5_000;

export type SimulatedPerson = {
  subscriber: SubscriberFacts;
  segments: Set<string>;
  history: EventFact[];
  consent?: ConsentState;
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
  if (wanted.external_id === undefined)
    return { subscriber: invented(wanted.subscriber ?? {}, startAt), segments: new Set(), history: [] };
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
  return {
    ...(standing && { consent: standing.state }),
    subscriber: subscriberFacts(row),
    segments: new Set(memberships.map(({ segment_id }) => segment_id)),
    history: events.reverse().map(({ id, event, properties, received_at, occurred_at }) => ({
      id,
      event,
      properties: isJsonObject(properties) ? properties : {},
      at: received_at.getTime(),
      occurred_at: occurred_at.getTime(),
    })),
  };
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
