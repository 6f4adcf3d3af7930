import type { EventFact, Facts, Instant, SubscriberFacts } from "@/lib/journey/facts";
import type { JourneyTestCase } from "@/lib/journey/journey-test";
import type { ScoreRules } from "@/lib/journey/score-rules";
import { windowStart } from "@/lib/journey/time";
import type { StepEnvironment } from "@/lib/nodes/define-node";
import { type CaseOutcome, compareOutcome, type Difference } from "./compare-outcome";
import { simulate } from "./simulate";
import type { SimulatedMessage } from "./simulation";
import { startingStanding } from "./starting-standing";
import type { CompiledGraph } from "./types";

export type TestBench = {
  compiled: CompiledGraph;
  journey: Facts["journey"];
  /** IANA zone of people who have none */
  defaultTimezone: string;
  /** how the workspace scores people */
  scoreRules: ScoreRules;
  /** Liquid over facts, with the case's start as the present */
  fill: (startAt: Instant) => StepEnvironment["fill"];
  /** the subject of a mail as this person would get it; null when it cannot be known */
  subjectOf: (message: SimulatedMessage) => string | null;
};

export type CaseResult = { passed: boolean; difference?: Difference; actual: CaseOutcome };

/** Walks a saved case on a virtual clock and compares. Pure; the engine is the real one, so a case takes well under a millisecond. */
export function runJourneyTest(test: JourneyTestCase, bench: TestBench): CaseResult {
  const startAt = Date.parse(test.start_at);
  const simulation = simulate({
    compiled: bench.compiled,
    journey: bench.journey,
    subscriber: personOf(test, startAt),
    segments: new Set(test.person.segments),
    standing: startingStanding(test.person.scores ?? {}, bench.scoreRules, startAt, historyOf(test, startAt)),
    history: historyOf(test, startAt),
    trigger: {
      ...(test.trigger.event === undefined ? {} : { event: test.trigger.event }),
      properties: test.trigger.properties,
    },
    events: test.events,
    startAt,
    defaultTimezone: bench.defaultTimezone,
    fill: bench.fill(startAt),
    answerWebhook: (nodeId) => test.webhooks?.[nodeId] ?? { ok: true, value: {} },
  });
  const actual: CaseOutcome = {
    path: simulation.visits.map(({ node, port }) => ({ node_id: node, port: port ?? null })),
    messages: simulation.messages.map((message) => ({ node_id: message.node_id, subject: bench.subjectOf(message) })),
    ended: simulation.ended,
    reason: simulation.reason ?? null,
  };
  const difference = compareOutcome(test.expect, actual);
  return { passed: difference === undefined, ...(difference && { difference }), actual };
}

function personOf({ person }: JourneyTestCase, startAt: Instant): SubscriberFacts {
  return {
    id: "0",
    external_id: person.external_id ?? "test",
    email: person.email ?? null,
    phone: person.phone ?? null,
    first_name: person.first_name ?? null,
    last_name: person.last_name ?? null,
    timezone: person.timezone ?? null,
    locale: person.locale ?? null,
    lifecycle_stage: person.lifecycle_stage ?? null,
    attributes: person.attributes ?? {},
    tags: person.tags ?? [],
    created_at: startAt,
  };
}

function historyOf({ person }: JourneyTestCase, startAt: Instant): EventFact[] {
  return (person.history ?? [])
    .map(({ event, properties, before }, i) => {
      const at = windowStart(startAt, before);
      return { id: `history-${i}`, event, properties, at, occurred_at: at };
    })
    .sort((a, b) => a.at - b.at);
}
