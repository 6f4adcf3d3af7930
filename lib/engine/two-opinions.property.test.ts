import { describe, expect, test } from "vitest";
import { tellNaive, tellSimulation } from "@/lib/testing/compare-runs";
import { interpretNaively } from "@/lib/testing/naive-interpreter";
import {
  type SeededJourney,
  type SeededPerson,
  seededHorizon,
  seededJourney,
  seededPerson,
} from "@/lib/testing/seeded-journey";
import type { SeededStep } from "@/lib/testing/seeded-step";
import { simulateSeeded } from "@/lib/testing/simulate-seeded";
import { stableRandom } from "./stable-random";

/** `SEED=123 npx vitest run --project unit lib/engine/two-opinions` walks that seed alone. */
const only = process.env.SEED === undefined ? undefined : Number(process.env.SEED);
const SEEDS = 10_000;

const naive = (journey: SeededJourney, person: SeededPerson, chance = stableRandom) =>
  tellNaive(
    interpretNaively(journey, person, { journeyId: `journey-${journey.seed}`, chance, until: seededHorizon }),
    seededHorizon,
  );

test("the engine and an interpreter that shares no code with it agree on every path, mail and end of 10,000 random journeys", () => {
  const seeds = only === undefined ? Array.from({ length: SEEDS }, (_, i) => i) : [only];
  const ends = new Set<string>();
  const left = new Set<string>();
  for (const seed of seeds) {
    const journey = seededJourney(seed, { webhooks: true });
    const person = seededPerson(seed);
    const engine = tellSimulation(simulateSeeded(journey, person, `journey-${seed}`), seededHorizon);
    expect(engine, `SEED=${seed}`).toEqual(naive(journey, person));
    ends.add(engine.end);
    for (const line of engine.path)
      left.add(`${journey.steps.get(line.split(" ")[0] ?? "")?.type} ${line.split(" ").slice(1).join(" ")}`);
  }
  if (only !== undefined) return;
  // An agreement about nothing would prove nothing: every way to leave a step and to end has come up.
  for (const end of [
    "waiting",
    "completed end_of_path",
    "completed goal_not_reached",
    "exited exit_when",
    "exited max_time",
    "exited done",
  ])
    expect(ends).toContain(end);
  for (const way of [
    "wait dropped goal_reached",
    "wait_for_event a",
    "wait_for_event b",
    "wait_for_event timeout",
    "wait_until met",
    "wait_until timeout",
    "wait_until_date next date_missing",
    "goal next goal_reached",
    "email next condition_not_met",
    "split holdout",
    "webhook next",
    "best_match b",
    "go_to jump",
    "go_to next times_used_up",
    "wait_business_hours next",
    "add_tag next condition_not_met",
    "segment_check yes",
    "segment_check no",
    "rate_limit next",
    "start_journey next",
    "emit_event next",
    "create_task next",
  ])
    expect(left).toContain(way);
}, 120_000);

const changeSteps = (journey: SeededJourney, change: (step: SeededStep) => SeededStep): SeededJourney => ({
  ...journey,
  steps: new Map([...journey.steps].map(([id, step]) => [id, change(step)])),
});

/** What an interpreter with a misunderstanding walks instead. */
const misunderstandings: Record<
  string,
  (journey: SeededJourney, person: SeededPerson) => [SeededJourney, SeededPerson]
> = {
  "goals do not look at `where`": (journey, person) => [
    {
      ...journey,
      steps: new Map(
        [...journey.steps].map(([id, step]) =>
          step.type === "goal" && step.config.event
            ? [id, { type: "goal", config: { ...step.config, where: { all: [] } } }]
            : [id, step],
        ),
      ),
    },
    person,
  ],
  "nobody leaves by the exit rule": (journey, person) => [
    {
      ...journey,
      settings: {
        reentry: journey.settings.reentry,
        ...(journey.settings.max_time && { max_time: journey.settings.max_time }),
      },
    },
    person,
  ],
  "runs last for ever": (journey, person) => [
    {
      ...journey,
      settings: {
        reentry: journey.settings.reentry,
        ...(journey.settings.exit_when && { exit_when: journey.settings.exit_when }),
      },
    },
    person,
  ],
  "everybody lives in UTC": (journey, person) => [journey, { ...person, timezone: null }],
  "the last event is overheard": (journey, person) => [journey, { ...person, events: person.events.slice(0, -1) }],
  "manual segments forget whoever was put into them": (journey, person) => [
    changeSteps(journey, (step) => (step.type === "add_to_segment" ? { ...step, type: "remove_from_segment" } : step)),
    person,
  ],
  "what a journey emits is counted nowhere": (journey, person) => [
    changeSteps(journey, (step) =>
      step.type === "emit_event" ? { ...step, config: { ...step.config, event: "nobody" } } : step,
    ),
    person,
  ],
  "tags are not there at first": (journey, person) => [journey, { ...person, tags: [] }],
};

describe("a misunderstanding is found out within some thousand journeys", () => {
  test.each(Object.entries(misunderstandings))("%s", (_, misunderstand) => {
    const found = Array.from({ length: 4_000 }, (_, seed) => seed).some((seed) => {
      const journey = seededJourney(seed, { webhooks: true });
      const person = seededPerson(seed);
      return JSON.stringify(naive(journey, person)) !== JSON.stringify(naive(...misunderstand(journey, person)));
    });
    expect(found).toBe(true);
  });

  test("splits are dealt otherwise", () => {
    const found = Array.from({ length: 1_000 }, (_, seed) => seed).some((seed) => {
      const journey = seededJourney(seed, { webhooks: true });
      const person = seededPerson(seed);
      const crooked = naive(journey, person, (text) => 1 - stableRandom(text));
      return JSON.stringify(naive(journey, person)) !== JSON.stringify(crooked);
    });
    expect(found).toBe(true);
  });
});
