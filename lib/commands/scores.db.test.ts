import fc from "fast-check";
import { expect, test } from "vitest";
import { conditionSql } from "@/lib/audience/condition-sql";
import { fetchFacts } from "@/lib/audience/fetch-facts";
import { pool } from "@/lib/db/pool";
import { withWorkspace } from "@/lib/db/with-workspace";
import { addToStanding } from "@/lib/journey/add-to-standing";
import { type Condition, type Operator, operators } from "@/lib/journey/condition";
import { evaluateCondition } from "@/lib/journey/evaluate-condition";
import { type Facts, STANDING, STANDING_KEY, type SubscriberFacts } from "@/lib/journey/facts";
import type { Json, JsonObject } from "@/lib/journey/json";
import type { LifecycleRules } from "@/lib/journey/lifecycle-rules";
import { scoreRulesSchema } from "@/lib/journey/score-rules";
import { emptyStanding, type StandingRow, standingAt } from "@/lib/journey/standing";
import { standingPaths } from "@/lib/journey/standing-paths";
import { readStanding } from "@/lib/queries/read-standing";
import { createSubscriber, createWorkspace } from "@/lib/testing/factories";
import { driveJourneys, type JourneyDriver } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { enableScores } from "./enable-scores";
import { ingestEvents } from "./ingest-events";
import { installGalleryJourney } from "./install-gallery-journey";
import { keepScores } from "./keep-scores";
import { drainSegments } from "./refresh-segments";
import { refreshTimedSegments } from "./refresh-timed-segments";
import { saveScoreRules } from "./save-score-rules";

setUpTestDatabase();

const DAY = 86_400_000;
const rules = scoreRulesSchema.parse({});
const enable = (workspaceId: number) => withWorkspace(workspaceId, (tx) => enableScores(tx, workspaceId));

async function standingOf(workspaceId: number, who: string, now: number) {
  const { rows } = await pool().query<{ id: string }>(
    "select id::text as id from subscribers where workspace_id = $1 and external_id = $2",
    [workspaceId, who],
  );
  const subscriberId = rows[0]?.id ?? "";
  const ask = { subscriberId, enrollmentId: "0", versionId: 0, requests: [STANDING], now };
  return (await fetchFacts(pool(), [ask]))[0]?.get(STANDING_KEY);
}

const events = [
  "email_opened",
  "demo_request",
  "purchase_completed",
  "custom",
  "email_unsubscribed",
  "page_visit",
  "page_viewed",
];
const happened = fc.record({
  who: fc.constantFrom("ada", "bob", "cleo"),
  event: fc.constantFrom(...events),
  daysAgo: fc.oneof(fc.nat(45), fc.nat(500)),
});

test("U4 U5 scores kept event by event, in any order and late, are what history gives: in memory, in SQL and after a rebuild", async () => {
  let n = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(happened, { minLength: 1, maxLength: 12 }), { maxLength: 5 }),
      async (flushes) => {
        const workspace = await createWorkspace({ mode: "live" });
        await enable(workspace.id);
        await keepScores();
        const start = Date.now();
        const model = new Map<string, ReturnType<typeof emptyStanding>>();
        for (const flush of flushes) {
          await ingestEvents(
            workspace.id,
            flush.map(({ who, event, daysAgo }) => ({
              kind: "track" as const,
              externalId: `${who}-${n}`,
              event,
              properties: { total: daysAgo * 1.25 },
              occurredAt: start - daysAgo * DAY,
            })),
          );
          for (const { who, event, daysAgo } of flush)
            model.set(
              who,
              addToStanding(
                model.get(who) ?? emptyStanding(0),
                { event, occurred_at: start - daysAgo * DAY, properties: { total: daysAgo * 1.25 } },
                rules,
              ),
            );
        }
        const check = async () => {
          for (const [who, row] of model)
            for (const later of [0, 1, 9, 40, 900]) {
              const now = start + later * DAY;
              const about = { created_at: start, lifetime_value: undefined, mails_since: 0 };
              expect(await standingOf(workspace.id, `${who}-${n}`, now)).toEqual(standingAt(row, rules, about, now));
            }
        };
        await check();
        await saveScoreRules(
          { kind: "key", keyId: "t", scope: "full", workspaceId: workspace.id },
          { enabled: true, rules: { ...rules, lead: { ...rules.lead, half_life_days: 7 } }, lifecycle: [] },
        );
        await keepScores();
        await saveScoreRules(
          { kind: "key", keyId: "t", scope: "full", workspaceId: workspace.id },
          { enabled: true, rules, lifecycle: [] },
        );
        await keepScores();
        await check();
        n += 1;
      },
    ),
    { numRuns: 5 },
  );
});

test("U4 a page_visit earns what page() earns, and one told twice, be it under both names, counts once", async () => {
  const driver = await driveJourneys();
  await enable(driver.workspace.id);
  await driver.settle();
  const seen = (event: string, messageId: string) => ({
    kind: "track" as const,
    externalId: "ada",
    event,
    properties: {},
    messageId,
  });
  await ingestEvents(driver.workspace.id, [seen("page_viewed", "a"), seen("page_visit", "b")]);
  await ingestEvents(driver.workspace.id, [seen("page_visit", "a"), seen("page_visit", "b"), seen("page_viewed", "b")]);
  const standing = await readStanding(driver.workspace.id, "ada");
  expect(standing).toMatchObject({ standing: { scores: { lead: 16 } }, lead: { points: 16, events: 2 } });
  expect(standing?.lead?.contributions.map(({ event, points }) => [event, points]).sort()).toEqual([
    ["page_viewed", 8],
    ["page_visit", 8],
  ]);
});

test("U4 U7 a condition on a score or class holds for the same people in memory and in SQL, at every instant", async () => {
  const workspace = await createWorkspace({ mode: "live" });
  await enable(workspace.id);
  const start = Date.now();
  for (let i = 0; i < 40; i += 1)
    await createSubscriber(workspace.id, { externalId: `p${i}`, attributes: i % 3 ? { lifetime_value: i * 60 } : {} });
  await ingestEvents(
    workspace.id,
    Array.from({ length: 150 }, (_, i) => ({
      kind: "track" as const,
      externalId: `p${(i * 7) % 37}`,
      event: events[i % events.length] ?? "custom",
      properties: {},
      occurredAt: start - ((i * i * 13) % 420) * DAY,
    })),
  );
  await pool().query(
    `insert into sends (id, workspace_id, shard, subscriber_id, node, visit, channel, status, due_at, created_at, sent_at)
     select gen_random_uuid(), $1, 0, s.id, 0, 0, 'email', 'sent', d.at, d.at, d.at
     from subscribers s left join subscriber_scores x on x.workspace_id = s.workspace_id and x.subscriber_id = s.id,
       generate_series(1, (s.id % 15)::int) i, lateral (select coalesce(x.last_seen_at, s.created_at) + i * interval '2 days' as at) d
     where s.workspace_id = $1`,
    [workspace.id],
  );
  await keepScores();
  const { rows: people } = await pool().query<SubscriberFacts>(
    `select id::text as id, external_id, attributes, tags, (extract(epoch from created_at) * 1000)::float8 as created_at
     from subscribers s where workspace_id = $1 order by s.id`,
    [workspace.id],
  );
  const { rows: stored } = await pool().query<StandingRow & { who: string; mails_since: number }>(
    `select s.external_id as who, x.day, x.lead, x.engagement, x.active_days,
       x.purchases, x.first_purchase_day, x.last_purchase_day, x.spent, (extract(epoch from x.last_seen_at) * 1000)::float8 as last_seen_at,
       (select count(*)::int from sends d where d.subscriber_id = s.id and d.sent_at > coalesce(x.last_seen_at, s.created_at)) as mails_since
     from subscriber_scores x join subscribers s on s.id = x.subscriber_id where x.workspace_id = $1`,
    [workspace.id],
  );
  expect(Math.max(...stored.map(({ mails_since }) => mails_since))).toBeGreaterThan(12);
  for (const { who, mails_since, ...row } of stored)
    for (const later of [0, 35, 100, 190, 380]) {
      const person = people.find(({ external_id }) => external_id === who);
      const about = {
        created_at: person?.created_at ?? 0,
        lifetime_value: person?.attributes.lifetime_value,
        mails_since,
      };
      const now = start + later * DAY;
      expect([who, later, await standingOf(workspace.id, who, now)]).toEqual([
        who,
        later,
        standingAt(row, rules, about, now),
      ]);
    }
  const fitting: Record<string, Operator[]> = {
    number: ["greater_than", "less_than", "greater_or_equal", "equals"],
    text: ["equals", "not_equals", "in_list", "not_in_list"],
    date: ["within_last", "older_than", "before", "after", "exists"],
  };
  const valuesOf: Record<string, fc.Arbitrary<Json>> = {
    number: fc.integer({ min: -1, max: 70 }),
    date: fc.constantFrom<Json[]>("P90D", "P200D", new Date(start - 100 * DAY).toISOString()),
  };
  const condition: fc.Arbitrary<Condition> = fc.constantFrom(...standingPaths).chain(({ path, type, values }) =>
    fc.record({
      path: fc.constant(path),
      op: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom<Operator[]>(...(fitting[type] ?? [])) },
        fc.constantFrom(...operators),
      ),
      value: valuesOf[type] ?? fc.oneof(fc.constantFrom<Json[]>(...values), fc.subarray<Json>([...values])),
    }),
  );
  let both = 0;
  await fc.assert(
    fc.asyncProperty(condition, fc.nat(200), async (asked, later) => {
      const now = start + later * DAY;
      const sql = conditionSql(asked, { workspaceId: workspace.id, now, firstParameter: 2 });
      if (!sql.ok) throw new Error(sql.message);
      const { rows } = await pool().query<{ id: string }>(
        `select s.id::text as id from subscribers s where s.workspace_id = $1 and (${sql.text}) order by s.id`,
        [workspace.id, ...sql.values],
      );
      const answers = await fetchFacts(
        pool(),
        people.map(({ id }) => ({ subscriberId: id, enrollmentId: "0", versionId: 0, requests: [STANDING], now })),
      );
      const inMemory = people.filter((subscriber, i) => {
        const evaluation = evaluateCondition(asked, factsOf(subscriber, answers[i]?.get(STANDING_KEY)), now);
        return evaluation.kind === "decided" && evaluation.result;
      });
      if (inMemory.length > 0 && inMemory.length < people.length) both += 1;
      expect(rows.map(({ id }) => id)).toEqual(inMemory.map(({ id }) => id));
    }),
    { numRuns: 120 },
  );
  expect(both).toBeGreaterThan(0);
});

function factsOf(
  subscriber: SubscriberFacts,
  standing: Facts["fetched"] extends ReadonlyMap<string, infer V> ? V | undefined : never,
): Facts {
  return {
    subscriber,
    trigger: { node: "t", properties: {}, at: 0 },
    run: {},
    entered_at: 0,
    journey: { id: "j", name: "j", version: 1 },
    default_timezone: "UTC",
    fetched: new Map([[STANDING_KEY, standing ?? {}]]),
  };
}

const onClass = (config: JsonObject, reentry = "parallel") => ({
  nodes: [
    { id: "start", type: "trigger.attribute_changed", config },
    { id: "end", type: "exit", config: {} },
  ],
  edges: ["start -> end"],
  settings: { reentry: { policy: reentry } },
});
const entered = async (driver: JourneyDriver, journeyId: string) =>
  (
    await pool().query<{ who: string; trigger: JsonObject }>(
      `select s.external_id as who, e.trigger -> 'properties' as trigger from enrollments e
       join subscribers s on s.id = e.subscriber_id where e.journey_id = $1 and e.workspace_id = $2 order by e.id`,
      [journeyId, driver.workspace.id],
    )
  ).rows.map(({ who, trigger }) => `${who}: ${trigger.from} → ${trigger.to}`);

test("U4 coming into a class by an event starts a journey, by ageing too, and a change of the rules starts nobody", async () => {
  const driver = await driveJourneys();
  const up = await driver.journey(onClass({ attribute: "scores.lead_class", to: "hot" }), "Up");
  const any = await driver.journey(onClass({ attribute: "scores.lead_class" }), "Any");
  await driver.settle();
  await driver.ingest("ada", "email_clicked");
  expect(await entered(driver, any)).toEqual([]);
  await driver.ingest("ada", "demo_request");
  expect(await entered(driver, up)).toEqual(["ada: cold → hot"]);
  await driver.advance("P1D");
  expect(await entered(driver, any)).toEqual(["ada: cold → hot", "ada: hot → warm"]);
  await driver.advance("P29D");
  expect(await entered(driver, any)).toEqual(["ada: cold → hot", "ada: hot → warm"]);
  await driver.advance("P1D");
  expect(await entered(driver, any)).toEqual(["ada: cold → hot", "ada: hot → warm", "ada: warm → cold"]);
  const lead = { ...rules.lead, points: { ...rules.lead.points, demo_request: 1_000 } };
  await saveScoreRules(driver.principal, { enabled: true, rules: { ...rules, lead }, lifecycle: [] });
  await driver.settle();
  expect(await entered(driver, any)).toHaveLength(3);
  expect(await entered(driver, up)).toHaveLength(1);
});

test("U7 silence moves people from class to class on the workspace's clock, also who was never heard of", async () => {
  const driver = await driveJourneys();
  const dormant = await driver.journey(onClass({ attribute: "activity.inactive_class", to: "dormant" }));
  const back = await driver.journey(onClass({ attribute: "activity.inactive_class", to: "active" }));
  const now = await driver.now();
  await createSubscriber(driver.workspace.id, { externalId: "silent" });
  await pool().query("update subscribers set created_at = $2 where workspace_id = $1", [
    driver.workspace.id,
    new Date(now - 364 * DAY),
  ]);
  await ingestEvents(driver.workspace.id, [
    { kind: "track", externalId: "ada", event: "page_viewed", properties: {}, occurredAt: now - 363 * DAY },
  ]);
  await driver.settle();
  await driver.advance("P1D");
  expect(await entered(driver, dormant)).toEqual(["silent: long_term_inactive → dormant"]);
  await driver.advance("P1D");
  expect(await entered(driver, dormant)).toEqual([
    "silent: long_term_inactive → dormant",
    "ada: long_term_inactive → dormant",
  ]);
  await driver.ingest("ada", "page_viewed");
  expect(await entered(driver, back)).toEqual(["ada: dormant → active"]);
});

test("U4 a score branch, Liquid and a wait for a score see what the person is worth at that instant", async () => {
  const driver = await driveJourneys();
  await driver.journey({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "demo_request" } },
      { id: "score", type: "branch_score", config: { score: "scores.lead", thresholds: [{ key: "warm", min: 30 }] } },
      {
        id: "note",
        type: "update_attributes",
        config: { set: { worth: "{{ scores.lead }} {{ scores.lead_class }}" } },
      },
      { id: "wait", type: "wait", config: { duration: "P30D" } },
      { id: "later", type: "branch_score", config: { score: "scores.lead", thresholds: [{ key: "warm", min: 30 }] } },
      {
        id: "until",
        type: "wait_until",
        config: { condition: { path: "scores.lead", op: "greater_or_equal", value: 40 }, timeout: "P10D" },
      },
      { id: "met", type: "exit", config: { reason: "met" } },
      { id: "late", type: "exit", config: { reason: "late" } },
    ],
    edges: [
      "start -> score",
      "score -warm-> note",
      "note -> wait",
      "wait -> later",
      "later -else-> until",
      "until -met-> met",
      "until -timeout-> late",
    ],
  });
  await driver.settle();
  await driver.ingest("ada", "demo_request");
  await driver.settle();
  const person = await pool().query<{ worth: string }>(
    "select attributes ->> 'worth' as worth from subscribers where workspace_id = $1",
    [driver.workspace.id],
  );
  expect(person.rows).toEqual([{ worth: "50 warm" }]);
  await driver.advance("P30D");
  await driver.ingest("ada", "email_clicked");
  await driver.settle();
  expect(await driver.runs("ada")).toMatchObject([{ state: "active" }]);
  await driver.ingest("ada", "email_opened");
  await driver.settle();
  expect(await driver.runs("ada")).toMatchObject([{ state: "exited", reason: "met" }]);
});

test("U4 events that come while everybody is scored anew count once", async () => {
  const workspace = await createWorkspace({ mode: "live" });
  const item = (who: number) => ({
    kind: "track" as const,
    externalId: `p${who}`,
    event: "webinar_signup",
    properties: {},
  });
  const people = Array.from({ length: 1_200 }, (_, i) => i);
  await ingestEvents(workspace.id, people.map(item));
  await enable(workspace.id);
  await Promise.all([
    keepScores(),
    keepScores(),
    ...[0, 1, 2, 3].map(() => ingestEvents(workspace.id, people.map(item))),
  ]);
  const { rows } = await pool().query<{ lead: number; n: number }>(
    "select lead, count(*)::int as n from subscriber_scores where workspace_id = $1 group by 1",
    [workspace.id],
  );
  expect(rows).toEqual([{ lead: 100, n: 1_200 }]);
});

test("U4 a workspace that does not score keeps no scores, and its conditions find none", async () => {
  const workspace = await createWorkspace({ mode: "live" });
  await ingestEvents(workspace.id, [{ kind: "track", externalId: "ada", event: "demo_request", properties: {} }]);
  const kept = await pool().query("select from subscriber_scores where workspace_id = $1", [workspace.id]);
  expect(kept.rowCount).toBe(0);
  expect(await standingOf(workspace.id, "ada", Date.now())).toEqual({});
});

test("U6 T16 the first rule that holds decides the stage whenever a person changes, and a change of stage starts journeys", async () => {
  const driver = await driveJourneys();
  const stages: LifecycleRules = [
    { stage: "customer", condition: { event: "purchase_completed" } },
    { stage: "lead", condition: { path: "scores.lead_class", op: "in_list", value: ["hot", "qualified"] } },
    { stage: "churned", condition: { path: "activity.inactive_class", op: "equals", value: "dormant" } },
  ];
  const journey = await driver.journey({
    nodes: [
      { id: "start", type: "trigger.lifecycle_changed", config: { to: "customer" } },
      { id: "end", type: "exit", config: {} },
    ],
    edges: ["start -> end"],
  });
  expect(await saveScoreRules(driver.principal, { enabled: true, rules, lifecycle: stages })).toEqual({ ok: true });
  await driver.settle();
  const stage = async (who: string) => {
    await drainSegments(1_000);
    const { rows } = await pool().query<{ stage: string | null }>(
      "select lifecycle_stage as stage from subscribers where workspace_id = $1 and external_id = $2",
      [driver.workspace.id, who],
    );
    return rows[0]?.stage;
  };
  await driver.ingest("ada", "email_opened");
  expect(await stage("ada")).toBeNull();
  await driver.ingest("ada", "demo_request");
  await driver.ingest("ada", "webinar_signup");
  expect(await stage("ada")).toBe("lead");
  expect(await entered(driver, journey)).toEqual([]);
  await driver.ingest("ada", "purchase_completed");
  expect(await stage("ada")).toBe("customer");
  expect(await entered(driver, journey)).toEqual(["ada: lead → customer"]);
  await createSubscriber(driver.workspace.id, { externalId: "old" });
  await pool().query("update subscribers set created_at = $2 where workspace_id = $1 and external_id = 'old'", [
    driver.workspace.id,
    new Date((await driver.now()) - 400 * DAY),
  ]);
  await refreshTimedSegments(driver.workspace.id);
  expect(await stage("old")).toBe("churned");
  const circular: LifecycleRules = [{ stage: "lead", condition: { path: "lifecycle_stage", op: "exists" } }];
  expect(await saveScoreRules(driver.principal, { enabled: true, rules, lifecycle: circular })).toMatchObject({
    ok: false,
    errors: [{ path: "lifecycle.0.condition" }],
  });
});

test("U7 who never answers a win-back is cleaned: suppressed as inactive, and no journey mails them any more", async () => {
  const driver = await driveJourneys();
  const installed = await installGalleryJourney(driver.principal, "win-back-dormant");
  if (!installed.ok) throw new Error(JSON.stringify(installed));
  await driver.publish(installed.plan.journey.id);
  await driver.journey({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "news" } },
      { id: "mail", type: "email", config: { subject: "News", body: "Hello." } },
    ],
    edges: ["start -> mail"],
  });
  const now = await driver.now();
  await ingestEvents(
    driver.workspace.id,
    ["quiet", "returns"].map((externalId) => ({
      kind: "track",
      externalId,
      event: "page_viewed",
      properties: {},
      traits: { email: `${externalId}@example.com` },
      occurredAt: now - 364 * DAY,
    })),
  );
  await driver.settle();
  await driver.advance("P3D");
  for (const who of ["quiet", "returns"])
    expect(await driver.messages(who)).toMatchObject([{ node: "last-call", status: "sent" }]);
  await driver.event("returns", "page_viewed");
  await driver.advance("P14D");
  expect(await driver.runs("quiet")).toMatchObject([{ state: "exited", reason: "never answered" }]);
  expect(await driver.runs("returns")).toMatchObject([{ state: "exited", reason: "exit_when" }]);
  const { rows } = await pool().query("select address, reason from suppressions where workspace_id = $1", [
    driver.workspace.id,
  ]);
  expect(rows).toEqual([{ address: "quiet@example.com", reason: "inactive" }]);
  for (const who of ["quiet", "returns"]) await driver.event(who, "news");
  expect((await driver.messages("quiet")).at(-1)).toMatchObject({
    node: "mail",
    status: "skipped",
    reason: "inactive",
  });
  expect((await driver.messages("returns")).at(-1)).toMatchObject({ node: "mail", status: "sent" });
});

test("T20 churn risk, the next purchase and its value come from a person's own gaps; too few purchases are not enough data", async () => {
  const driver = await driveJourneys();
  const risky = await driver.journey(onClass({ attribute: "predictions.churn_class", to: "high" }));
  await driver.settle();
  const now = await driver.now();
  const buys = (externalId: string, ...daysAgo: number[]) =>
    ingestEvents(
      driver.workspace.id,
      daysAgo.map((ago) => ({
        kind: "track" as const,
        externalId,
        event: "purchase_completed",
        properties: { total: 50 },
        occurredAt: now - ago * DAY,
      })),
    );
  await buys("ada", 90, 60, 30, 0);
  await buys("bob", 10, 0);
  await driver.settle();
  expect(await standingOf(driver.workspace.id, "ada", now)).toMatchObject({
    predictions: { churn_risk: 0, churn_class: "low", next_purchase_in_days: 30, value_12_months: 608 },
  });
  const nothing = {
    churn_risk: null,
    churn_class: "not_enough_data",
    next_purchase_in_days: null,
    value_12_months: null,
  };
  expect(await standingOf(driver.workspace.id, "bob", now)).toMatchObject({ predictions: nothing });
  // (90 / 135)^3 = 0.296: 45 days without the purchase that was due after 30
  expect(await standingOf(driver.workspace.id, "ada", now + 45 * DAY)).toMatchObject({
    predictions: { churn_risk: 70, churn_class: "high", next_purchase_in_days: -15, value_12_months: 180 },
  });
  await driver.moveClock("P43D");
  await driver.settle();
  expect(await entered(driver, risky)).toEqual([]);
  await driver.moveClock("P1D");
  await driver.settle();
  expect(await entered(driver, risky)).toEqual(["ada: medium → high"]);
});
