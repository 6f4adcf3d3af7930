import type { EventFact, Instant } from "@/lib/journey/facts";
import type { Json } from "@/lib/journey/json";
import type { NaiveWorld } from "./naive-condition";
import type { SeededJourney, SeededPerson } from "./seeded-journey";
import { seededStart } from "./seeded-journey";
import type { SeededStep } from "./seeded-step";

export type NaiveVisit = { node: string; at: Instant; left: Instant | undefined; by: string; reason: string };
export type NaiveRun = {
  visits: NaiveVisit[];
  messages: { node: string; at: Instant }[];
  /** undefined: still waiting when nothing is left that could happen */
  end: { state: "completed" | "exited"; reason: string; at: Instant } | undefined;
};

/** What a step says to somebody who stands before it. */
export type Says =
  | { go: string; reason?: string; event?: EventFact }
  | { stay: Instant; hears: string[] }
  /** somebody else answers, and does so without a delay */
  | { answer: "at once" }
  | { stop: "completed" | "exited"; reason: string };

/** Why a step is asked: somebody arrives (perhaps drawn by a goal), an event is heard, or the time is up. */
export type Moment = {
  arrivedAt: Instant;
  event: EventFact | undefined;
  timeIsUp: boolean;
  drawn: boolean;
  answered?: boolean;
};

export type Chance = (text: string) => number;
export type Person = { journey: SeededJourney; journeyId: string; externalId: string; zone: string; chance: Chance };

/** One person on their way through a journey. */
export class Run implements NaiveWorld {
  now = seededStart;
  readonly attributes = new Map<string, Json>();
  readonly tags: Set<string>;
  readonly segments = new Set<string>();
  readonly visits = new Map<string, number>();
  readonly reached = new Set<string>();
  readonly done: NaiveRun = { visits: [], messages: [], end: undefined };
  event: EventFact;
  readonly person: Person;
  readonly #events: EventFact[];
  readonly #emitted: EventFact[] = [];
  #emitting: EventFact[] = [];

  constructor(person: Person, seeded: SeededPerson) {
    this.person = person;
    for (const [path, value] of Object.entries(seeded.attributes)) this.attributes.set(path, value);
    this.tags = new Set(seeded.tags);
    const fact = (event: string, properties: EventFact["properties"], at: Instant, i: number): EventFact => ({
      id: `naive-${i}`,
      event,
      properties,
      at,
      occurred_at: at,
    });
    this.event = fact(person.journey.startsWith, {}, seededStart, -1);
    this.#events = [this.event, ...seeded.events.map((e, i) => fact(e.event, e.properties, e.at, i))];
  }

  get happened(): EventFact[] {
    return [...this.#events, ...this.#emitted].filter(({ at }) => at <= this.now);
  }

  /** Recorded as if it had come from outside; this walk does not count it yet, and the run itself never hears it. */
  emit(event: string, properties: EventFact["properties"]): void {
    const at = this.now;
    this.#emitting.push({ id: `emitted-${this.#emitted.length}`, event, properties, at, occurred_at: at });
  }

  /** The person stands somewhere: what the walk has emitted is there from now on. */
  rest(): void {
    this.#emitted.push(...this.#emitting.splice(0));
  }

  /** The first event of these names after now and not after `until`. */
  nextHeard(names: ReadonlySet<string>, until: Instant): EventFact | undefined {
    return this.#events.find(({ event, at }) => at > this.now && at <= until && names.has(event));
  }

  step(id: string): SeededStep {
    const step = this.person.journey.steps.get(id);
    if (!step) throw new Error(`no step ${id}`);
    return step;
  }

  follow(id: string, port: string): string | undefined {
    const step = this.step(id);
    if (step.type === "go_to" && port === JUMP) return step.config.node_id;
    return this.person.journey.graph.edges.find((edge) => edge.from === id && edge.port === port)?.to;
  }
}

/** How somebody leaves a go-to step for the step it names. */
export const JUMP = "jump";

/** The run as conditions see it, to be asked about another event. */
export function worldOf({ attributes, tags, visits, event, happened, now }: Run): NaiveWorld {
  return { attributes, tags, visits, event, happened, now };
}
