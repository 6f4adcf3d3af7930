import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { type Condition, eventMeasures } from "@/lib/journey/condition";
import { evaluateCondition } from "@/lib/journey/evaluate-condition";
import { type FactRequest, type Facts, type FactValue, factKey, type Instant } from "@/lib/journey/facts";
import type { Json, JsonObject } from "@/lib/journey/json";
import { measureEvents } from "@/lib/journey/measure-events";
import { windowStart } from "@/lib/journey/time";
import {
  arbitraryCondition,
  arbitraryTriggerRules,
  arbitraryValue,
  eventNames,
} from "@/lib/testing/arbitrary-condition";
import { makeFacts } from "@/lib/testing/drive-journey";
import { createWorkspace } from "@/lib/testing/factories";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { conditionSql, triggerRulesSql } from "./condition-sql";
import { fetchFacts } from "./fetch-facts";

setUpTestDatabase();

const now: Instant = Date.parse("2026-03-02T10:00:00Z");
const day = 86_400_000;
const PEOPLE = 60;
const NODES = ["mail1", "mail2"];
const WORKSPACE_ZONE = "Europe/Berlin";

type Event = { id: string; name: string; properties: JsonObject; at: Instant };
type Send = { node: string; opened: Instant | undefined; clicked: Instant | undefined };
/** A person with everything that conditions ask about, kept beside the database as the model to agree with. */
type Person = {
  facts: Facts;
  events: Event[];
  segments: Set<string>;
  sends: Send[];
  enrollmentId: string;
  consent: string;
};

let workspaceId = 0;
let versionId = 0;
let segments: string[] = [];
let people: Person[] = [];

/** What PostgreSQL can hold: JSON text without U+0000 and half surrogates. */
const storableValue = arbitraryValue.filter((value) => {
  const text = JSON.stringify(value);
  return !text.includes("\\u0000") && !/\\ud[89a-f]/i.test(text);
});

const arbitraryMoment = fc.oneof(
  fc.integer({ min: -40, max: 0 }).map((days) => now + days * day),
  fc.constantFrom(now, now - 3_600_000, now - 7 * day, now - 7 * day - 1),
);

const arbitraryPerson = fc.record({
  attributes: fc.record(
    {
      plan: storableValue,
      score: storableValue,
      deep: fc.oneof(
        storableValue,
        storableValue.map((city) => ({ city })),
      ),
      items: fc.array(fc.record({ sku: storableValue }), { maxLength: 2 }),
      list: fc.array(storableValue, { maxLength: 3 }),
      when: storableValue,
    },
    { requiredKeys: [] },
  ),
  firstName: fc.option(fc.constantFrom("Ada", "pro", "", "100%"), { nil: null }),
  email: fc.option(fc.constantFrom("Ada@example.com", "5"), { nil: null }),
  timezone: fc.option(fc.constantFrom("America/New_York", "asia/tokyo", "Nowhere/Town", "PST", "Pacific/Apia", ""), {
    nil: null,
  }),
  unsubscribed: fc.boolean(),
  suppressedFor: fc.option(fc.constantFrom("unsubscribed", "hard_bounce", "manual"), { nil: undefined }),
  createdAt: arbitraryMoment,
  tags: fc.subarray(["vip", "Vip", "other"]),
  events: fc.array(
    fc.record({
      id: fc.uuid(),
      name: fc.constantFrom(...eventNames),
      properties: fc.record(
        { amount: storableValue, sku: storableValue, deep: storableValue.map((x) => ({ x })) },
        { requiredKeys: [] },
      ),
      at: arbitraryMoment,
    }),
    { maxLength: 5 },
  ),
  inSegments: fc.subarray([0, 1]),
  sends: fc.array(
    fc.record({
      node: fc.constantFrom(...NODES),
      opened: fc.option(arbitraryMoment, { nil: undefined }),
      clicked: fc.option(arbitraryMoment, { nil: undefined }),
    }),
    { maxLength: 2 },
  ),
});

beforeAll(async () => {
  workspaceId = (await createWorkspace({ timezone: WORKSPACE_ZONE })).id;
  const journey = await prisma().journey.create({ data: { workspaceId, name: "J", graph: {} } });
  const graph = { nodes: NODES.map((id) => ({ id, type: "email", config: {} })), edges: [] };
  versionId = (
    await prisma().journeyVersion.create({
      data: { workspaceId, journeyId: journey.id, number: 1, graph, settings: {} },
    })
  ).id;
  segments = await Promise.all(
    ["one", "two"].map(async (name) => (await prisma().segment.create({ data: { workspaceId, name } })).id),
  );
  for (const name of eventNames)
    await pool().query("insert into event_kinds (workspace_id, name) values ($1, $2)", [workspaceId, name]);
  const samples = fc.sample(arbitraryPerson, { numRuns: PEOPLE, seed: 42 });
  people = await Promise.all(samples.map((sample, i) => store(sample, i, journey.id)));
});

async function store(
  sample: typeof arbitraryPerson extends fc.Arbitrary<infer T> ? T : never,
  i: number,
  journeyId: string,
): Promise<Person> {
  const { attributes, firstName, createdAt, tags, events, inSegments, sends, timezone, unsubscribed, suppressedFor } =
    sample;
  // Each their own address, so that a suppression is about one person.
  const email = sample.email && `${i}${sample.email}`;
  const plain: JsonObject = JSON.parse(JSON.stringify(attributes));
  const externalId = `p${i}`;
  const { rows } = await pool().query<{ id: string }>(
    `insert into subscribers (workspace_id, external_id, email, first_name, attributes, tags, created_at, updated_at, timezone, unsubscribed_at)
     values ($1, $2, $3, $4, $5, $6, $7, now(), $8, $9) returning id`,
    [
      workspaceId,
      externalId,
      email,
      firstName,
      plain,
      tags,
      new Date(createdAt),
      timezone,
      unsubscribed ? new Date() : null,
    ],
  );
  if (email && suppressedFor)
    await pool().query("insert into suppressions (workspace_id, address, reason) values ($1, $2, $3)", [
      workspaceId,
      email.toLowerCase(),
      suppressedFor,
    ]);
  const id = rows[0]?.id ?? "";
  const run = await pool().query<{ id: string }>(
    `insert into enrollments (workspace_id, journey_id, version_id, subscriber_id, state, entered_at, entry_key, trigger)
     values ($1, $2, $3, $4, 'active', $5, '', '{}') returning id`,
    [workspaceId, journeyId, versionId, id, new Date(now - 10 * day)],
  );
  const enrollmentId = run.rows[0]?.id ?? "";
  for (const event of events)
    await pool().query(
      `insert into events (workspace_id, subscriber_id, kind_id, id, occurred_at, received_at, properties)
       select $1, $2, id, $6, $4, $4, $5 from event_kinds where workspace_id = $1 and name = $3`,
      [workspaceId, id, event.name, new Date(event.at), event.properties, event.id],
    );
  for (const n of inSegments)
    await pool().query(
      "insert into segment_members (segment_id, subscriber_id, workspace_id, entered_at) values ($1, $2, $3, now())",
      [segments[n], id, workspaceId],
    );
  for (const [visit, send] of sends.entries())
    await pool().query(
      `insert into sends (id, workspace_id, shard, enrollment_id, version_id, subscriber_id, node, visit, channel, status, due_at, created_at, opened_at, clicked_at)
       values (gen_random_uuid(), $1, 0, $2, $3, $4, $5, $6, 'email', 'sent', now(), now(), $7, $8)`,
      [
        workspaceId,
        enrollmentId,
        versionId,
        id,
        NODES.indexOf(send.node),
        visit,
        dateOrNull(send.opened),
        dateOrNull(send.clicked),
      ],
    );
  const facts = makeFacts({
    subscriber: {
      id,
      external_id: externalId,
      email,
      first_name: firstName,
      attributes: plain,
      timezone,
      tags,
      created_at: createdAt,
    },
    trigger: { node: "", properties: {}, at: now },
    default_timezone: WORKSPACE_ZONE,
  });
  return {
    facts,
    events: JSON.parse(JSON.stringify(events)),
    segments: new Set(inSegments.map((n) => segments[n] ?? "")),
    sends,
    enrollmentId,
    consent: consentOf(email, unsubscribed, suppressedFor),
  };
}

function consentOf(email: string | null, unsubscribed: boolean, suppressedFor: string | undefined): string {
  if (!email) return "no_address";
  if (unsubscribed || suppressedFor === "unsubscribed") return "unsubscribed";
  return suppressedFor ? "suppressed" : "subscribed";
}

const dateOrNull = (at: Instant | undefined) => (at === undefined ? null : new Date(at));

/** The truth by plain loops over the model. */
function answer(person: Person, request: FactRequest): FactValue {
  const since = "within" in request && request.within ? windowStart(now, request.within) : Number.NEGATIVE_INFINITY;
  switch (request.kind) {
    case "segment":
      return person.segments.has(request.segment_id);
    case "message":
      return person.sends.some((send) => {
        const at = request.message === "opened" ? send.opened : send.clicked;
        return at !== undefined && at >= since && (!request.node_id || request.node_id === send.node);
      });
    case "consent":
      return person.consent;
    case "standing":
      return {};
    case "event_count":
      return matchingEvents(person, request, since).length;
    case "event_value": {
      const events = matchingEvents(person, request, since).map(({ id, name, properties, at }) => ({
        id,
        event: name,
        properties,
        at,
        occurred_at: at,
      }));
      return measureEvents(request.measure, request.property, events);
    }
  }
}

function matchingEvents(
  person: Person,
  request: Extract<FactRequest, { kind: "event_count" | "event_value" }>,
  since: Instant,
): Event[] {
  return person.events.filter(({ name, at, properties }) => {
    if (name !== request.event || at < since) return false;
    if (!request.where) return true;
    const facts = { ...person.facts, trigger: { ...person.facts.trigger, properties } };
    const evaluation = evaluateCondition(request.where, facts, now);
    return evaluation.kind === "decided" && evaluation.result;
  });
}

/** Evaluates in memory, asking `source` for what is missing. */
async function inMemory(
  condition: Condition,
  person: Person,
  source: (requests: FactRequest[]) => Promise<Map<string, FactValue>>,
) {
  const fetched = new Map<string, FactValue>();
  for (;;) {
    const evaluation = evaluateCondition(condition, { ...person.facts, fetched }, now);
    if (evaluation.kind === "decided") return evaluation.result;
    for (const [key, value] of await source(evaluation.facts)) fetched.set(key, value);
  }
}

async function inSql(condition: Condition): Promise<Set<string>> {
  const compiled = conditionSql(condition, { workspaceId, now, firstParameter: 2 });
  if (!compiled.ok) throw new Error(compiled.message);
  const { rows } = await pool().query<{ id: string; holds: boolean }>(
    `select s.id, ${compiled.text} as holds from subscribers s where s.workspace_id = $1`,
    [workspaceId, ...compiled.values],
  );
  for (const { holds } of rows) expect(typeof holds).toBe("boolean");
  return new Set(rows.filter(({ holds }) => holds).map(({ id }) => id));
}

describe("conditionSql", () => {
  test("agrees with evaluateCondition for every person, whatever the condition", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constant(null).chain(() => arbitraryCondition(segments, NODES)),
        async (condition) => {
          const matching = await inSql(condition);
          for (const person of people) {
            const expected = await inMemory(
              condition,
              person,
              async (requests) => new Map(requests.map((r) => [factKey(r), answer(person, r)])),
            );
            expect([person.facts.subscriber, matching.has(person.facts.subscriber.id)]).toEqual([
              person.facts.subscriber,
              expected,
            ]);
          }
        },
      ),
      { numRuns: 600 },
    );
  }, 120_000);

  test("names the path that only a run knows", () => {
    const options = { workspaceId, now };
    expect(conditionSql({ all: [{ path: "event.amount", op: "exists" }] }, options)).toMatchObject({
      ok: false,
      path: "event.amount",
    });
    expect(conditionSql({ path: "run.x", op: "exists" }, options)).toMatchObject({ ok: false, path: "run.x" });
    expect(conditionSql({ visits: "n", op: "equals", value: 1 }, options)).toMatchObject({
      ok: false,
      path: "visits.n",
    });
    expect(conditionSql({ arm: "s", is: "a" }, options)).toMatchObject({ ok: false, path: "arm.s" });
    expect(conditionSql({ message: "opened", in: "journey" }, options)).toMatchObject({ ok: false });
    expect(conditionSql({ event: "a", where: { path: "event.amount", op: "exists" } }, options)).toMatchObject({
      ok: true,
    });
  });

  test("numbers its parameters from where it is told", () => {
    expect(conditionSql({ tag: "x" }, { workspaceId, now, firstParameter: 5 })).toMatchObject({
      text: expect.stringContaining("$5"),
      values: ["x"],
    });
  });
});

describe("triggerRulesSql", () => {
  test("agrees with evaluateCondition for every event of every person", async () => {
    const events = people.flatMap((person) => person.events.map((event) => ({ person, event })));
    await fc.assert(
      fc.asyncProperty(arbitraryTriggerRules(segments), async (where) => {
        const sql = triggerRulesSql(where, { workspaceId, now });
        if (!sql.ok) {
          expect(sql.path).toBe("message.gone"); // a mail of a step, which nobody outside of a run has had
          return;
        }
        const { rows } = await pool().query<{ id: string; holds: boolean }>(
          `select e.id, ${sql.text} as holds from subscribers s join events e on e.subscriber_id = s.id where s.workspace_id = ${workspaceId}`,
          sql.values,
        );
        const holds = new Map(rows.map((row) => [row.id, row.holds]));
        for (const { person, event } of events) {
          const facts = { ...person.facts, trigger: { ...person.facts.trigger, properties: event.properties } };
          const expected = await inMemory(
            where,
            { ...person, facts },
            async (requests) => new Map(requests.map((request) => [factKey(request), answer(person, request)])),
          );
          expect([where, event, holds.get(event.id)]).toEqual([where, event, expected]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("names what only a run knows", () => {
    expect(triggerRulesSql({ message: "opened", node_id: "mail1" }, { workspaceId, now })).toMatchObject({ ok: false });
    expect(triggerRulesSql({ path: "run.a", op: "exists" }, { workspaceId, now })).toMatchObject({ path: "run.a" });
  });
});

describe("fetchFacts", () => {
  test("answers a batch of people like the model does", async () => {
    const requests: FactRequest[] = [];
    const where: Json[] = [
      { path: "event.amount", op: "greater_than", value: 4 },
      { path: "event.sku", op: "exists" },
      { tag: "vip" },
    ];
    for (const event of [...eventNames, "never"])
      for (const within of [undefined, "P7D"])
        for (const filter of [undefined, ...where])
          requests.push(JSON.parse(JSON.stringify({ kind: "event_count", event, within, where: filter })));
    for (const measure of eventMeasures)
      for (const event of [...eventNames, "never"])
        for (const property of ["amount", "deep.x"])
          for (const filter of [undefined, ...where])
            requests.push(
              JSON.parse(
                JSON.stringify({ kind: "event_value", measure, property, event, within: "P7D", where: filter }),
              ),
            );
    requests.push({ kind: "consent", channel: "email" });
    for (const segment_id of [...segments, "nonsense"]) requests.push({ kind: "segment", segment_id });
    for (const message of ["opened", "clicked"] as const)
      for (const node_id of [undefined, ...NODES, "gone"])
        requests.push(JSON.parse(JSON.stringify({ kind: "message", message, node_id, within: "P7D" })));
    requests.push({ kind: "message", message: "opened", in: "journey" });
    const asks = people.map(({ facts, enrollmentId }) => ({
      subscriberId: facts.subscriber.id,
      enrollmentId,
      versionId,
      requests,
      now,
    }));
    const answers = await fetchFacts(pool(), asks);
    for (const [i, person] of people.entries())
      for (const request of requests)
        expect([request, answers[i]?.get(factKey(request))]).toEqual([request, answer(person, request)]);
  });

  test("counts since entry without what came before and without the event that began the run", async () => {
    const id = people[0]?.facts.subscriber.id ?? "";
    const trigger = crypto.randomUUID();
    const entered = now - day;
    await pool().query("insert into event_kinds (workspace_id, name) values ($1, 'cart')", [workspaceId]);
    for (const [uuid, at] of [
      [trigger, entered],
      [crypto.randomUUID(), entered],
      [crypto.randomUUID(), entered - 1],
      [crypto.randomUUID(), now],
    ] as const)
      await pool().query(
        `insert into events (workspace_id, subscriber_id, kind_id, id, occurred_at, received_at, properties)
         select $1, $2, id, $3, $4, $4, '{}' from event_kinds where workspace_id = $1 and name = 'cart'`,
        [workspaceId, id, uuid, new Date(at)],
      );
    const { rows } = await pool().query<{ id: string }>(
      `insert into enrollments (workspace_id, journey_id, version_id, subscriber_id, state, entered_at, entry_key, trigger)
       values ($1, gen_random_uuid(), $2, $3, 'active', $4, '', $5) returning id`,
      [
        workspaceId,
        versionId,
        id,
        new Date(entered),
        { node: "t", event: "cart", event_id: trigger, properties: {}, at: entered },
      ],
    );
    const request: FactRequest = { kind: "event_count", event: "cart", since: "entry" };
    const [answers] = await fetchFacts(pool(), [
      { subscriberId: id, enrollmentId: rows[0]?.id ?? "", versionId, requests: [request], now },
    ]);
    expect(answers?.get(factKey(request))).toBe(2);
  });
});
