import fc from "fast-check";
import { expect, test } from "vitest";
import { type FactRequest, factKey, type Instant } from "@/lib/journey/facts";
import type { Graph } from "@/lib/journey/graph";
import type { JsonObject } from "@/lib/journey/json";
import type { Wake, WalkStep } from "@/lib/journey/outcome";
import { journeySettingsSchema } from "@/lib/journey/settings";
import { arbitraryGraph } from "@/lib/testing/arbitrary-graph";
import { makeFacts, startOfTests } from "@/lib/testing/drive-journey";
import { advance } from "./advance";
import { compileGraph } from "./compile-graph";
import { stableRandom } from "./stable-random";
import { type Position, STEPS_WITHOUT_WAIT_MAX, type Walk } from "./types";

type Happening =
  | { kind: "event"; event: string; n: number; after: number }
  | { kind: "change"; plan: string; after: number }
  | { kind: "answer"; ok: boolean }
  | { kind: "timer" };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    kind: fc.constant("event" as const),
    event: fc.constantFrom("purchase", "open", "other"),
    n: fc.nat(5),
    after: fc.nat(7_200_000),
  }),
  fc.record({ kind: fc.constant("change" as const), plan: fc.constantFrom("pro", "free"), after: fc.nat(7_200_000) }),
  fc.record({ kind: fc.constant("answer" as const), ok: fc.boolean() }),
  fc.constant({ kind: "timer" as const }),
);

const settings = fc.constantFrom<JsonObject[]>(
  {},
  {},
  { exit_when: { tag: "gone" } },
  { max_time: "P10D" },
  { exit_when: { event: "purchase" } },
);

type Driven = { walks: Exclude<Walk, { kind: "needs" }>[]; nows: Instant[] };

/** Up to one walk for each happening; facts are answered by a fixed hash of the question. */
function drive(graph: Graph, options: JsonObject, happenings: Happening[]): Driven {
  const compiled = compileGraph(graph, journeySettingsSchema.parse(options));
  let now = startOfTests;
  let facts = makeFacts({ trigger: { node: "trigger0", properties: {}, at: now } });
  let position: Position = { node: "trigger0", visit: 0, arrived: false, arrived_at: now, due_at: now, wakes: [] };
  const driven: Driven = { walks: [], nows: [] };
  for (const [i, what] of [undefined, ...happenings].entries()) {
    if (what) {
      const wakes: Wake[] = [];
      if (what.kind === "timer") {
        if (position.due_at === "forever") continue;
        now = Math.max(now, position.due_at);
      } else if (what.kind === "answer") wakes.push({ by: "result", ok: what.ok, value: {}, at: now });
      else {
        now += what.after;
        if (what.kind === "change") {
          facts = { ...facts, subscriber: { ...facts.subscriber, attributes: { plan: what.plan } } };
          wakes.push({ by: "change", at: now });
        } else
          wakes.push({
            by: "event",
            event: { id: `e${i}`, event: what.event, properties: { n: what.n }, at: now, occurred_at: now },
          });
      }
      position = { ...position, arrived: true, wakes };
    }
    const walk = settle(compiled, position, facts, now);
    driven.walks.push(walk);
    driven.nows.push(now);
    facts = { ...facts, run: walk.run };
    if (walk.kind === "ends") break;
    position = { ...walk.position, arrived: true, wakes: [] };
  }
  return driven;
}

function settle(
  compiled: ReturnType<typeof compileGraph>,
  position: Position,
  facts: ReturnType<typeof makeFacts>,
  now: Instant,
) {
  const fetched = new Map<string, number | boolean>();
  const reply = (request: FactRequest) =>
    request.kind === "event_count"
      ? Math.floor(stableRandom(factKey(request)) * 3)
      : stableRandom(factKey(request)) < 0.5;
  for (let round = 0; round < 1_000; round++) {
    const walk = advance(
      compiled,
      position,
      { ...facts, fetched },
      { now, random: stableRandom, fill: (text) => ({ ok: true, text }) },
    );
    if (walk.kind !== "needs") return walk;
    const before = fetched.size;
    for (const request of walk.facts) fetched.set(factKey(request), reply(request));
    if (fetched.size === before) throw new Error("asked again for what it was told");
  }
  throw new Error("never stopped asking");
}

const runs = fc.tuple(arbitraryGraph(), settings, fc.array(happening, { maxLength: 15 }));

test("every walk ends or waits, in bounded steps, at a node of the graph", () => {
  fc.assert(
    fc.property(runs, ([graph, options, happenings]) => {
      const { walks, nows } = drive(graph, options, happenings);
      for (const [i, walk] of walks.entries()) {
        expect(walk.steps.length).toBeLessThanOrEqual(2 * (STEPS_WITHOUT_WAIT_MAX + 3));
        const now = nows[i] ?? 0;
        if (walk.kind === "waits") {
          expect(graph.nodes.some(({ id }) => id === walk.position.node)).toBe(true);
          expect(walk.position.due_at === "forever" || walk.position.due_at > now).toBe(true);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test("the same arguments give the same walks", () => {
  fc.assert(
    fc.property(runs, ([graph, options, happenings]) => {
      expect(drive(graph, options, happenings)).toEqual(drive(structuredClone(graph), options, happenings));
    }),
    { numRuns: 150 },
  );
});

test("each visit is finished at most once, by at most one port, and visits are numbered without a gap", () => {
  fc.assert(
    fc.property(runs, ([graph, options, happenings]) => {
      const steps = drive(graph, options, happenings).walks.flatMap((walk) => walk.steps);
      const finished = steps.filter(({ outcome }) => outcome !== "waiting");
      expect(finished.map(({ visit }) => visit)).toEqual(finished.map((_, i) => i));
      const waiting = steps.filter(({ outcome }) => outcome === "waiting").map(({ visit }) => visit);
      expect(new Set(waiting).size).toBe(waiting.length);
      for (const step of finished) expectRealPort(graph, step);
    }),
    { numRuns: 500 },
  );
});

function expectRealPort(graph: Graph, step: WalkStep) {
  if (step.outcome === "passed" || step.outcome === "skipped") expect(step.port).toBeDefined();
  else expect(step.port).toBeUndefined();
  const node = graph.nodes.find(({ id }) => id === step.node);
  expect(node?.type).toBe(step.type);
}

test("each step follows the edge of the port before it, or a goal that draws", () => {
  fc.assert(
    fc.property(runs, ([graph, options, happenings]) => {
      const finished = drive(graph, options, happenings)
        .walks.flatMap((walk) => walk.steps)
        .filter(({ outcome }) => outcome !== "waiting");
      const goals = new Set(graph.nodes.filter(({ type }) => type === "goal").map(({ id }) => id));
      for (const [i, step] of finished.entries()) {
        const next = finished[i + 1];
        if (!next || goals.has(next.node)) continue;
        expect(graph.edges.find(({ from, port }) => from === step.node && port === step.port)?.to).toBe(next.node);
      }
    }),
    { numRuns: 500 },
  );
});

test("no mail and no webhook is decided twice for one visit", () => {
  fc.assert(
    fc.property(runs, ([graph, options, happenings]) => {
      const effects = drive(graph, options, happenings).walks.flatMap((walk) => walk.effects);
      const keys = effects
        .filter(({ effect }) => effect.kind === "send_email" || effect.kind === "call_webhook")
        .map(({ visit, effect }) => `${visit} ${effect.kind}`);
      expect(new Set(keys).size).toBe(keys.length);
    }),
    { numRuns: 300 },
  );
});
