import type pg from "pg";
import {
  type FactKey,
  type FactRequest,
  type FactValue,
  factKey,
  type Instant,
  STANDING_KEY,
} from "@/lib/journey/facts";
import { standingDay } from "@/lib/journey/standing";
import { windowStart } from "@/lib/journey/time";
import { eventFilterSql } from "./condition-sql";
import { consentSql } from "./consent-sql";
import { measureSql } from "./measure-sql";
import { makeParameters } from "./parameters";
import { standingSql } from "./standing-sql";

/** What one walk (or one trigger) wants to know about one person. Ids are decimal text; "0" as enrollment: no run yet. */
export type FactAsk = {
  subscriberId: string;
  enrollmentId: string;
  versionId: number;
  requests: FactRequest[];
  now: Instant;
};

type Db = Pick<pg.ClientBase, "query">;
type Answers = Map<FactKey, FactValue>[];
type Asked<K extends FactRequest["kind"]> = { at: number; ask: FactAsk; request: Extract<FactRequest, { kind: K }> };

function of<K extends FactRequest["kind"]>(asks: readonly FactAsk[], kind: K): Asked<K>[] {
  const has = (request: FactRequest): request is Extract<FactRequest, { kind: K }> => request.kind === kind;
  return asks.flatMap((ask, at) => ask.requests.filter(has).map((request) => ({ at, ask, request })));
}

const iso = (at: Instant) => new Date(at).toISOString();
const since = (now: Instant, within: string | undefined) => (within ? iso(windowStart(now, within)) : "-infinity");

/**
 * Answers a whole batch with one query per kind of fact. Returns one map per ask, in their order; a segment or node
 * that does not exist is answered like one nobody is in.
 */
export async function fetchFacts(db: Db, asks: readonly FactAsk[]): Promise<Answers> {
  const answers: Answers = asks.map(() => new Map());
  await countEvents(db, of(asks, "event_count"), answers);
  await measureEvents(db, of(asks, "event_value"), answers);
  await findConsent(db, of(asks, "consent"), answers);
  await findStanding(db, of(asks, "standing"), answers);
  await findMembers(db, of(asks, "segment"), answers);
  await findEngagement(db, of(asks, "message"), answers);
  return answers;
}

/**
 * Every row's `ask` is the position of its request in the arrays. `since_entry`: events that arrived after the run began,
 * without the one that began it. Guarantee: reads only (subscriber, kind) slices of the index.
 */
const eventsSql = (answer: string, filters: string, more: string) => `
select q.ask::int as ask, ${answer}
from unnest($1::int[], $2::bigint[], $3::text[], $4::timestamptz[], $5::bigint[], $6::int[]${more ? ", $7::text[]" : ""})
  as q(ask, subscriber_id, name, since, since_entry, filter${more})
join subscribers s on s.id = q.subscriber_id
join event_kinds k on k.workspace_id = s.workspace_id and k.name = q.name
left join enrollments r on r.id = q.since_entry
join events e on e.subscriber_id = q.subscriber_id and e.kind_id = k.id and e.occurred_at >= q.since
  and (q.since_entry is null or (e.received_at >= r.entered_at and e.id::text is distinct from r.trigger ->> 'event_id'))
where ${filters}
group by 1${more && `, q.property`}`;

type AskedEvents = Asked<"event_count"> | Asked<"event_value">;

const eventsParameters = (asked: readonly AskedEvents[], ofAsk: readonly number[]) => [
  asked.map((_, i) => i),
  asked.map(({ ask }) => ask.subscriberId),
  asked.map(({ request }) => request.event),
  asked.map(({ ask, request }) => since(ask.now, request.within)),
  asked.map(({ ask, request }) => (request.since === "entry" ? ask.enrollmentId : null)),
  ofAsk,
];

async function countEvents(db: Db, asked: Asked<"event_count">[], answers: Answers): Promise<void> {
  if (asked.length === 0) return;
  const filters = eventFilters(asked, 7);
  const { rows } = await db.query<{ ask: number; n: number }>(eventsSql("count(*)::int as n", filters.text, ""), [
    ...eventsParameters(asked, filters.ofAsk),
    ...filters.values,
  ]);
  for (const { at, request } of asked) answers[at]?.set(factKey(request), 0);
  for (const { ask, n } of rows) {
    const one = asked[ask];
    if (one) answers[one.at]?.set(factKey(one.request), n);
  }
}

/** Sums, means, first and last values: one query for each measure that the batch asks for. */
async function measureEvents(db: Db, all: Asked<"event_value">[], answers: Answers): Promise<void> {
  for (const { at, request } of all) answers[at]?.set(factKey(request), request.measure === "sum" ? 0 : null);
  for (const [measure, asked] of Map.groupBy(all, ({ request }) => request.measure)) {
    const filters = eventFilters(asked, 8);
    const answer = `${measureSql(measure, "string_to_array(q.property, '.')")} as value`;
    const { rows } = await db.query<{ ask: number; value: FactValue }>(eventsSql(answer, filters.text, ", property"), [
      ...eventsParameters(asked, filters.ofAsk),
      asked.map(({ request }) => request.property),
      ...filters.values,
    ]);
    for (const { ask, value } of rows) {
      const one = asked[ask];
      if (one) answers[one.at]?.set(factKey(one.request), value);
    }
  }
}

const CONSENT_SQL = `
select q.ask::int as ask, ${consentSql("s")} as state
from unnest($1::int[], $2::bigint[]) as q(ask, subscriber_id) join subscribers s on s.id = q.subscriber_id`;

async function findConsent(db: Db, asked: Asked<"consent">[], answers: Answers): Promise<void> {
  if (asked.length === 0) return;
  const { rows } = await db.query<{ ask: number; state: string }>(CONSENT_SQL, [
    asked.map((_, i) => i),
    asked.map(({ ask }) => ask.subscriberId),
  ]);
  for (const { at, request } of asked) answers[at]?.set(factKey(request), "no_address");
  for (const { ask, state } of rows) {
    const one = asked[ask];
    if (one) answers[one.at]?.set(factKey(one.request), state);
  }
}

const STANDING_SQL = `
select q.ask::int as ask, ${standingSql("q.day")} as standing
from unnest($1::int[], $2::bigint[], $3::int[]) as q(ask, subscriber_id, day) join subscribers s on s.id = q.subscriber_id`;

async function findStanding(db: Db, asked: Asked<"standing">[], answers: Answers): Promise<void> {
  if (asked.length === 0) return;
  const { rows } = await db.query<{ ask: number; standing: FactValue }>(STANDING_SQL, [
    asked.map((_, i) => i),
    asked.map(({ ask }) => ask.subscriberId),
    asked.map(({ ask }) => standingDay(ask.now)),
  ]);
  for (const { at } of asked) answers[at]?.set(STANDING_KEY, {});
  for (const { ask, standing } of rows) {
    const one = asked[ask];
    if (one) answers[one.at]?.set(STANDING_KEY, standing);
  }
}

/** The distinct `where` of a batch, numbered; a batch has as many as its journeys' authors wrote, not as many as its people. */
function eventFilters(
  asked: readonly AskedEvents[],
  firstParameter: number,
): { text: string; ofAsk: number[]; values: unknown[] } {
  const parameters = makeParameters(firstParameter);
  const numbers = new Map<string, number>();
  const cases: string[] = [];
  const ofAsk = asked.map(({ ask, request }) => {
    if (!request.where) return 0;
    const key = `${ask.now} ${JSON.stringify(request.where)}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = numbers.size + 1;
    numbers.set(key, number);
    cases.push(`when ${number} then ${eventFilterSql(request.where, ask.now, parameters)}`);
    return number;
  });
  const text = cases.length === 0 ? "true" : `case q.filter ${cases.join(" ")} else true end`;
  return { text, ofAsk, values: parameters.values };
}

const MEMBERS_SQL = `
select q.ask::int as ask from unnest($1::int[], $2::uuid[], $3::bigint[]) as q(ask, segment_id, subscriber_id)
join segment_members m on m.segment_id = q.segment_id and m.subscriber_id = q.subscriber_id`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function findMembers(db: Db, all: Asked<"segment">[], answers: Answers): Promise<void> {
  for (const { at, request } of all) answers[at]?.set(factKey(request), false);
  const asked = all.filter(({ request }) => UUID.test(request.segment_id));
  if (asked.length === 0) return;
  const { rows } = await db.query<{ ask: number }>(MEMBERS_SQL, [
    asked.map((_, i) => i),
    asked.map(({ request }) => request.segment_id),
    asked.map(({ ask }) => ask.subscriberId),
  ]);
  for (const row of rows) {
    const one = asked[row.ask];
    if (one) answers[one.at]?.set(factKey(one.request), true);
  }
}

/**
 * With a node (an email or a push): the sends of that node in this run, also those from before the run was moved to this version. Within the journey: all of this
 * run. Else: any mail to the person.
 */
const ENGAGEMENT_SQL = `
select distinct q.ask::int as ask
from unnest($1::int[], $2::bigint[], $3::bigint[], $4::int[], $5::boolean[], $6::timestamptz[],
  $7::boolean[], $8::int[], $9::text[]) as q(ask, subscriber_id, enrollment_id, node, clicked, since, in_run, version_id, node_id)
join sends d on d.subscriber_id = q.subscriber_id and (d.channel = 'email' or d.channel = 'push' and q.node_id is not null)
  and (not q.in_run or d.enrollment_id = q.enrollment_id)
  and (q.node is null or case when d.version_id = q.version_id then d.node = q.node
    else q.node_id = (select v.graph -> 'nodes' -> (d.node::int) ->> 'id' from journey_versions v where v.id = d.version_id) end)
where case when q.clicked then d.clicked_at else d.opened_at end >= q.since`;

const NODE_SQL = `
select v.id, n.value ->> 'id' as node, (n.ordinality - 1)::int as index
from journey_versions v, jsonb_array_elements(v.graph -> 'nodes') with ordinality n where v.id = any($1::int[])`;

async function findEngagement(db: Db, asked: Asked<"message">[], answers: Answers): Promise<void> {
  if (asked.length === 0) return;
  const versions = [...new Set(asked.filter(({ request }) => request.node_id).map(({ ask }) => ask.versionId))];
  const { rows: nodes } = versions.length
    ? await db.query<{ id: number; node: string; index: number }>(NODE_SQL, [versions])
    : { rows: [] };
  const index = new Map(nodes.map((n) => [`${n.id}/${n.node}`, n.index]));
  const { rows } = await db.query<{ ask: number }>(ENGAGEMENT_SQL, [
    asked.map((_, i) => i),
    asked.map(({ ask }) => ask.subscriberId),
    asked.map(({ ask }) => ask.enrollmentId),
    asked.map(({ ask, request }) =>
      request.node_id ? (index.get(`${ask.versionId}/${request.node_id}`) ?? -1) : null,
    ),
    asked.map(({ request }) => request.message === "clicked"),
    asked.map(({ ask, request }) => since(ask.now, request.within)),
    asked.map(({ request }) => request.node_id !== undefined || request.in !== undefined),
    asked.map(({ ask }) => ask.versionId),
    asked.map(({ request }) => request.node_id ?? null),
  ]);
  for (const { at, request } of asked) answers[at]?.set(factKey(request), false);
  for (const row of rows) {
    const one = asked[row.ask];
    if (one) answers[one.at]?.set(factKey(one.request), true);
  }
}
