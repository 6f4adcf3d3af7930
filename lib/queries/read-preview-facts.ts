import { pool } from "@/lib/db/pool";
import { readClock } from "@/lib/db/read-clock";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import type { Facts, Instant, SubscriberFacts } from "@/lib/journey/facts";
import type { JsonObject } from "@/lib/journey/json";
import { subscriberFacts } from "./subscriber-facts";

export type PreviewAs = {
  externalId?: string;
  eventProperties?: JsonObject;
  /** somebody of whom nothing is known, after an event without properties */
  empty?: boolean;
};
export type PreviewFacts = {
  workspace: { id: number; slug: string; name: string; mode: string; timezone: string; settings: unknown };
  facts: Facts;
  now: Instant;
  /** false: a sample person was asked for */
  real: boolean;
};

const samplePerson: SubscriberFacts = {
  id: "0",
  external_id: "sample",
  email: "ada@example.com",
  phone: null,
  first_name: "Ada",
  last_name: "Lovelace",
  timezone: null,
  locale: null,
  lifecycle_stage: null,
  attributes: {},
  tags: [],
  created_at: 0,
};

const emptyPerson: SubscriberFacts = { ...samplePerson, external_id: "nobody", first_name: null, last_name: null };

async function personOf(tx: Tx, workspaceId: number, externalId: string): Promise<SubscriberFacts | undefined> {
  const row = await tx.subscriber.findFirst({ where: { workspaceId, externalId } });
  return row ? subscriberFacts(row) : undefined;
}

/** Of the events at hand the one that has most of the names the mail asks for; the newest of equals. */
function bestMatch(candidates: JsonObject[], names: string[]): JsonObject {
  let best: JsonObject = {};
  let most = 0;
  for (const properties of candidates) {
    const found = names.filter((name) => Object.hasOwn(properties, name)).length;
    if (found > most) [best, most] = [properties, found];
  }
  return best;
}

async function eventFor(
  tx: Tx,
  workspaceId: number,
  person: SubscriberFacts,
  variables: string[],
): Promise<JsonObject> {
  const names = variables.filter((path) => path.startsWith("event.")).map((path) => path.split(".")[1] ?? "");
  if (names.length === 0) return {};
  // a sample person has done nothing: what others did last stands for it, lists included (the catalogue of events keeps no lists)
  const own =
    person.id === samplePerson.id
      ? await tx.$queryRaw<{ properties: JsonObject }[]>`
          select properties from events where workspace_id = ${workspaceId} order by received_at desc limit 100`
      : await tx.$queryRaw<{ properties: JsonObject }[]>`
          select properties from events where workspace_id = ${workspaceId} and subscriber_id = ${BigInt(person.id)}
          order by occurred_at desc limit 50`;
  const seen = await tx.$queryRaw<{ properties: JsonObject }[]>`
    select properties from event_kinds where workspace_id = ${workspaceId} order by last_seen_at desc limit 200`;
  return bestMatch(
    [...own, ...seen].map((row) => row.properties),
    names,
  );
}

/**
 * What a mail is filled with outside of a journey: a real person (or a sample one), the event given or the latest that fits the mail's
 * `event.*`, the workspace's time. Undefined when there is no such person.
 */
export async function readPreviewFacts(
  workspaceId: number,
  as: PreviewAs,
  variables: string[],
): Promise<PreviewFacts | undefined> {
  const now = await readClock(pool(), workspaceId);
  return withWorkspace(workspaceId, async (tx) => {
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const person =
      as.externalId === undefined
        ? as.empty
          ? emptyPerson
          : samplePerson
        : await personOf(tx, workspaceId, as.externalId);
    if (!person) return undefined;
    const properties = as.eventProperties ?? (as.empty ? {} : await eventFor(tx, workspaceId, person, variables));
    const facts: Facts = {
      subscriber: person,
      trigger: { node: "preview", properties, at: now },
      run: {},
      entered_at: now,
      journey: { id: "preview", name: "Preview", version: 1 },
      default_timezone: workspace.timezone,
      fetched: new Map(),
    };
    return { workspace, facts, now, real: as.externalId !== undefined };
  });
}
