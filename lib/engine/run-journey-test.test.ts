import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type JourneyTestCase, journeyTestCaseSchema } from "@/lib/journey/journey-test";
import { scoreRulesSchema } from "@/lib/journey/score-rules";
import { journeySettingsSchema } from "@/lib/journey/settings";
import { arbitraryGraph } from "@/lib/testing/arbitrary-graph";
import { makeGraph } from "@/lib/testing/drive-journey";
import { compareOutcome } from "./compare-outcome";
import { compileGraph } from "./compile-graph";
import { expectationFrom } from "./expectation-from";
import { runJourneyTest, type TestBench } from "./run-journey-test";

const cart = makeGraph({
  nodes: [
    { id: "start", type: "trigger.event", config: { event: "cart_abandoned" } },
    {
      id: "vip",
      type: "branch",
      config: { condition: { event: "purchase", count: { op: "greater_than", value: 1 } } },
    },
    { id: "hour", type: "wait_for_event", config: { events: [{ event: "paid", port: "paid" }], timeout: "PT1H" } },
    { id: "remind", type: "email", config: { subject: "Your cart", body: "Come back" } },
    { id: "thanks", type: "email", config: { subject: "Thanks", body: "!" } },
    { id: "call", type: "webhook", config: { method: "POST", url: "https://example.com" } },
  ],
  edges: [
    "start next vip",
    "vip yes call",
    "vip no hour",
    "hour paid thanks",
    "hour timeout remind",
    "call error remind",
  ],
});

function bench(graph = cart): TestBench {
  return {
    compiled: compileGraph(graph, journeySettingsSchema.parse({})),
    journey: { id: "j", name: "Cart", version: 1 },
    scoreRules: scoreRulesSchema.parse({}),
    defaultTimezone: "UTC",
    fill: () => (text) => ({ ok: true, text }),
    subjectOf: ({ node_id, facts }) => `${node_id} for ${facts.subscriber.first_name}`,
  };
}

const given = (changes: object = {}): JourneyTestCase =>
  journeyTestCaseSchema.parse({
    person: { first_name: "Ada" },
    trigger: { event: "cart_abandoned", properties: {} },
    start_at: "2026-03-02T10:00:00Z",
    expect: { ended: "completed" },
    ...changes,
  });

describe("a case", () => {
  test("passes when path, mails and end are as expected", () => {
    const expected = {
      path: [
        { node_id: "start" },
        { node_id: "vip", port: "no" },
        { node_id: "hour", port: "paid" },
        { node_id: "thanks" },
      ],
      messages: [{ node_id: "thanks", subject_contains: "for Ada" }],
      ended: "completed",
    };
    const result = runJourneyTest(given({ events: [{ event: "paid", after: "PT10M" }], expect: expected }), bench());
    expect(result).toMatchObject({ passed: true });
    expect(result.difference).toBeUndefined();
  });

  test("says the first step that is not as expected, and what happened instead", () => {
    const path = [{ node_id: "start" }, { node_id: "vip", port: "no" }, { node_id: "hour", port: "paid" }];
    expect(runJourneyTest(given({ expect: { path } }), bench())).toMatchObject({
      passed: false,
      difference: { in: "path", index: 2, expected: "hour by “paid”", actual: "hour by “timeout”" },
    });
  });

  test("a mail too many, a mail missing and another subject are differences", () => {
    const messages = (list: object[]) => runJourneyTest(given({ expect: { messages: list } }), bench()).difference;
    expect(messages([])).toMatchObject({ in: "messages", index: 0, expected: "nothing more" });
    expect(messages([{ node_id: "remind" }, { node_id: "thanks" }])).toMatchObject({
      index: 1,
      actual: "nothing more",
    });
    expect(messages([{ node_id: "remind", subject_contains: "Grace" }])).toMatchObject({
      expected: "remind with “Grace”",
      actual: "remind with “remind for Ada”",
    });
    expect(messages([{ node_id: "remind" }])).toBeUndefined();
  });

  test("in order: other steps may lie between, the order may not change", () => {
    const passes = (ids: string[]) =>
      runJourneyTest(given({ expect: { path: ids.map((node_id) => ({ node_id })), path_match: "in_order" } }), bench())
        .passed;
    expect(passes(["start", "remind"])).toBe(true);
    expect(passes(["remind", "start"])).toBe(false);
  });

  test("what the person did before, their webhooks' answers and their end are part of it", () => {
    const history = [
      { event: "purchase", before: "P1D" },
      { event: "purchase", before: "P2D" },
    ];
    const refused = { call: { ok: false, value: {} } };
    const result = runJourneyTest(
      given({ person: { history }, webhooks: refused, expect: { ended: "waiting", reason: "x" } }),
      bench(),
    );
    expect(result.actual.path.map(({ node_id, port }) => `${node_id} ${port}`)).toContain("call error");
    expect(result.difference).toEqual({ in: "ended", index: null, expected: "waiting", actual: "completed" });
  });
});

test("a case recorded from any journey passes on that journey, and the same case twice gives the same", () => {
  fc.assert(
    fc.property(
      arbitraryGraph(),
      fc.array(fc.record({ event: fc.constantFrom("purchase", "open"), after: fc.constantFrom("PT1M", "P1D") }), {
        maxLength: 5,
      }),
      (graph, events) => {
        const about = bench(graph);
        const unjudged = given({ trigger: { properties: {} }, events });
        const { actual } = runJourneyTest(unjudged, about);
        const recorded = { ...unjudged, expect: expectationFrom(actual) };
        expect(journeyTestCaseSchema.parse(JSON.parse(JSON.stringify(recorded)))).toEqual(recorded);
        expect(runJourneyTest(recorded, about)).toEqual({ passed: true, actual });
        expect(compareOutcome({ ...recorded.expect, ended: "failed" }, { ...actual, ended: "exited" })).toBeDefined();
      },
    ),
    { numRuns: 200 },
  );
});
