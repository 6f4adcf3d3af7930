import { Temporal } from "temporal-polyfill";
import type { EventFact, Instant } from "@/lib/journey/facts";
import type { Json } from "@/lib/journey/json";
import { eventsOf, isTrue, type NaiveWorld } from "./naive-condition";
import type { SeededJourney, SeededPerson } from "./seeded-journey";
import { seededStart } from "./seeded-journey";
import type { SeededStep } from "./seeded-step";

/**
 * A second opinion on what a journey does: one person, one step at a time, written from the words that describe the steps and sharing no
 * code with lib/engine or the steps' definitions. Slow and plain on purpose. The engine has to agree with it.
 */
export type NaiveVisit = { node: string; at: Instant; left: Instant | undefined; by: string; reason: string };
export type NaiveRun = {
  visits: NaiveVisit[];
  messages: { node: string; at: Instant }[];
  /** undefined: still waiting when nothing is left that could happen */
  end: { state: "completed" | "exited"; reason: string; at: Instant } | undefined;
};

/** What a step says to somebody who stands before it. */
type Says =
  | { go: string; reason?: string; event?: EventFact }
  | { stay: Instant; hears: string[] }
  | { stop: "completed" | "exited"; reason: string };

/** Why a step is asked: somebody arrives (perhaps drawn by a goal), an event is heard, or the time is up. */
type Moment = { arrivedAt: Instant; event: EventFact | undefined; timeIsUp: boolean; drawn: boolean };

export type Chance = (text: string) => number;
type Person = { journey: SeededJourney; journeyId: string; externalId: string; zone: string; chance: Chance };

class Run implements NaiveWorld {
  now = seededStart;
  readonly attributes = new Map<string, Json>();
  readonly tags: Set<string>;
  readonly visits = new Map<string, number>();
  readonly reached = new Set<string>();
  readonly done: NaiveRun = { visits: [], messages: [], end: undefined };
  event: EventFact;
  readonly person: Person;
  readonly #events: EventFact[];

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
    return this.#events.filter(({ at }) => at <= this.now);
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
const JUMP = "jump";

/** Calendar time in the person's zone: a day is the same time on the next day. */
function later(at: Instant, duration: string, zone: string): Instant {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).add(Temporal.Duration.from(duration))
    .epochMilliseconds;
}

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

function nextTime(after: Instant, at: string, weekdays: readonly string[] | undefined, zone: string): Instant {
  const here = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(zone);
  for (let days = 0; ; days += 1) {
    const day = here.toPlainDate().add({ days });
    if (weekdays && !weekdays.includes(WEEKDAYS[day.dayOfWeek - 1] ?? "")) continue;
    const moment = day.toZonedDateTime({ timeZone: zone, plainTime: at }).epochMilliseconds;
    if (moment > after) return moment;
  }
}

/** The next moment, now included, at which the office is open: whole hours of weekdays that are no holiday. */
function nextOpen(at: Instant, step: Extract<SeededStep, { type: "wait_business_hours" }>, zone: string): Instant {
  const { hours, holidays } = step.config;
  const here = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  for (let days = 0; ; days += 1) {
    const day = here.toPlainDate().add({ days });
    if (holidays.includes(day.toString())) continue;
    for (const { from, to } of hours[WEEKDAYS[day.dayOfWeek - 1] ?? ""] ?? []) {
      const [opens, closes] = [from, to].map((time) => day.toZonedDateTime({ timeZone: zone, plainTime: time }));
      if (opens && closes && closes.epochMilliseconds > at) return Math.max(at, opens.epochMilliseconds);
    }
  }
}

function bestArm({ config }: Extract<SeededStep, { type: "best_match" }>, run: Run): string {
  const { arms, min } = config;
  const scored = arms.map(({ key, criteria }) => ({
    key,
    points: criteria.reduce((sum, { condition, points }) => sum + (isTrue(condition, run) ? points : 0), 0),
  }));
  const enough = scored.filter(({ points }) => (min === undefined ? points > 0 : points >= min));
  const most = Math.max(...enough.map(({ points }) => points));
  return enough.find(({ points }) => points === most)?.key ?? "else";
}

function dateOf(value: Json | undefined, zone: string): Instant | undefined {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d/.test(value)) return undefined;
  if (value.endsWith("Z")) return Temporal.Instant.from(value).epochMilliseconds;
  return Temporal.PlainDate.from(value).toZonedDateTime(zone).epochMilliseconds;
}

function dealtArm(step: Extract<SeededStep, { type: "split" }>, id: string, { journeyId, externalId, chance }: Person) {
  const seed = `${journeyId}:${id}:${externalId}`;
  const { arms, holdout = 0 } = step.config;
  if (chance(`holdout:${seed}`) < holdout / 100) return "holdout";
  const share = chance(seed) * arms.reduce((sum, arm) => sum + arm.weight, 0);
  const upTo = arms.map((_, i) => arms.slice(0, i + 1).reduce((sum, arm) => sum + arm.weight, 0));
  return arms[upTo.findIndex((limit) => share < limit)]?.key ?? "";
}

function waitFor(step: Extract<SeededStep, { type: "wait_for_event" }>, run: Run, moment: Moment): Says {
  const until = later(moment.arrivedAt, step.config.timeout, run.person.zone);
  const { event } = moment;
  if (event && event.at <= until) {
    const first = step.config.events.find(
      (one) => one.event === event.event && (!one.where || isTrue(one.where, { ...worldOf(run), event })),
    );
    if (first) return { go: first.port, event };
  }
  if (moment.timeIsUp) return { go: "timeout" };
  return { stay: until, hears: step.config.events.map((one) => one.event) };
}

function waitUntil(step: Extract<SeededStep, { type: "wait_until" }>, run: Run, moment: Moment): Says {
  const { condition, timeout } = step.config;
  if (isTrue(condition, run)) return { go: "met", ...(moment.event && { event: moment.event }) };
  if (moment.timeIsUp) return { go: "timeout" };
  return { stay: later(moment.arrivedAt, timeout, run.person.zone), hears: eventsOf(condition) };
}

function waitDate(step: Extract<SeededStep, { type: "wait_until_date" }>, run: Run, { timeIsUp }: Moment): Says {
  const { config } = step;
  const value = config.source === "date" ? config.date : run.attributes.get(config.attribute);
  const until = dateOf(value, run.person.zone);
  if (timeIsUp) return { go: "next" };
  if (until === undefined) return { go: "next", reason: "date_missing" };
  return until <= run.now ? { go: "next", reason: "date_passed" } : { stay: until, hears: [] };
}

function goalStep(id: string, step: Extract<SeededStep, { type: "goal" }>, run: Run, moment: Moment): Says {
  if (run.reached.has(id)) return { go: "next", reason: "goal_reached" };
  if (moment.drawn || isMet(step, run, moment.event)) {
    run.reached.add(id);
    return { go: "next", reason: "goal_reached", ...(moment.event && { event: moment.event }) };
  }
  const { window } = step.config;
  if (!window || moment.timeIsUp) return { stop: "completed", reason: "goal_not_reached" };
  return { stay: later(moment.arrivedAt, window, run.person.zone), hears: goalHears(step) };
}

function isMet(goal: Extract<SeededStep, { type: "goal" }>, run: Run, event: EventFact | undefined): boolean {
  const { config } = goal;
  if (config.condition) return isTrue(config.condition, run, true);
  return (
    event?.event === config.event &&
    event !== undefined &&
    (!config.where || isTrue(config.where, { ...worldOf(run), event }))
  );
}

function goalHears({ config }: Extract<SeededStep, { type: "goal" }>): string[] {
  return config.condition ? eventsOf(config.condition) : config.event ? [config.event] : [];
}

/** The run as conditions see it, to be asked about another event. */
function worldOf({ attributes, tags, visits, event, happened, now }: Run): NaiveWorld {
  return { attributes, tags, visits, event, happened, now };
}

function ask(id: string, run: Run, moment: Moment): Says {
  const step = run.step(id);
  switch (step.type) {
    case "trigger.event":
    case "webhook":
      return { go: "next" };
    case "email":
      if (step.config.when && !isTrue(step.config.when, run)) return { go: "next", reason: "condition_not_met" };
      run.done.messages.push({ node: id, at: run.now });
      return { go: "next" };
    case "wait": {
      // A wait of no time is none: nobody stands there.
      const until = later(moment.arrivedAt, step.config.duration, run.person.zone);
      return moment.timeIsUp || until <= run.now ? { go: "next" } : { stay: until, hears: [] };
    }
    case "wait_until_time": {
      const { at, weekdays } = step.config;
      return moment.timeIsUp
        ? { go: "next" }
        : { stay: nextTime(moment.arrivedAt, at, weekdays, run.person.zone), hears: [] };
    }
    case "wait_until_date":
      return waitDate(step, run, moment);
    case "wait_for_event":
      return waitFor(step, run, moment);
    case "wait_until":
      return waitUntil(step, run, moment);
    case "branch":
      return { go: isTrue(step.config.condition, run) ? "yes" : "no" };
    case "branch_multi":
      return { go: step.config.arms.find((arm) => isTrue(arm.condition, run))?.key ?? "else" };
    case "branch_score": {
      const score = run.attributes.get(step.config.score);
      const reached = step.config.thresholds.filter(({ min }) => typeof score === "number" && score >= min);
      return { go: reached.sort((a, b) => b.min - a.min)[0]?.key ?? "else" };
    }
    case "split":
      return { go: dealtArm(step, id, run.person) };
    case "best_match":
      return { go: bestArm(step, run) };
    case "go_to": {
      const { at_most } = step.config;
      const used = at_most !== undefined && (run.visits.get(id) ?? 0) > at_most;
      return used ? { go: "next", reason: "times_used_up" } : { go: JUMP };
    }
    case "wait_business_hours": {
      const opens = nextOpen(run.now, step, run.person.zone);
      return moment.timeIsUp || opens <= run.now ? { go: "next" } : { stay: opens, hears: [] };
    }
    case "update_attributes":
      if (step.config.when && !isTrue(step.config.when, run)) return { go: "next", reason: "condition_not_met" };
      for (const [path, value] of Object.entries(step.config.set)) run.attributes.set(path, value);
      return { go: "next" };
    case "add_tag":
      if (step.config.when && !isTrue(step.config.when, run)) return { go: "next", reason: "condition_not_met" };
      if (run.tags.has(step.config.tag)) return { go: "next", reason: "already_tagged" };
      run.tags.add(step.config.tag);
      return { go: "next" };
    case "remove_tag":
      if (step.config.when && !isTrue(step.config.when, run)) return { go: "next", reason: "condition_not_met" };
      return run.tags.delete(step.config.tag) ? { go: "next" } : { go: "next", reason: "not_tagged" };
    case "goal":
      return goalStep(id, step, run, moment);
    case "exit":
      return { stop: "exited", reason: step.config.reason ?? "exit" };
  }
}

/** Whether somebody at `from` may yet come to `to` along the arrows. */
function leadsTo(run: Run, from: string, to: string): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const step = run.step(id);
    const ways = run.person.journey.graph.edges.flatMap((edge) => (edge.from === id ? [edge.to] : []));
    for (const next of step.type === "go_to" ? [...ways, step.config.node_id] : ways)
      if (!seen.has(next)) {
        seen.add(next);
        open.push(next);
      }
  }
  return seen.has(to);
}

function goalsAhead(run: Run, id: string): [string, Extract<SeededStep, { type: "goal" }>][] {
  return [...run.person.journey.steps].flatMap(([goal, step]): [string, Extract<SeededStep, { type: "goal" }>][] =>
    step.type === "goal" && goal !== id && !run.reached.has(goal) && leadsTo(run, id, goal) ? [[goal, step]] : [],
  );
}

const deadline = ({ person: { journey, zone } }: Run): Instant =>
  journey.settings.max_time ? later(seededStart, journey.settings.max_time, zone) : Number.POSITIVE_INFINITY;

/** Before each step, in this order: a goal further on that is met, the rule for leaving, the time that a run may last. */
function takenAway(
  run: Run,
  id: string,
  event: EventFact | undefined,
): { goal: string } | { exit: string } | undefined {
  const goal = goalsAhead(run, id).find(([, step]) => isMet(step, run, event));
  if (goal) return { goal: goal[0] };
  const { exit_when } = run.person.journey.settings;
  if (exit_when && isTrue(exit_when, run, true)) return { exit: "exit_when" };
  return deadline(run) <= run.now ? { exit: "max_time" } : undefined;
}

function heard(run: Run, id: string, own: readonly string[]): Set<string> {
  const { exit_when } = run.person.journey.settings;
  return new Set([
    ...own,
    ...goalsAhead(run, id).flatMap(([, step]) => goalHears(step)),
    ...(exit_when ? eventsOf(exit_when) : []),
  ]);
}

type Next = { id: string; drawn: boolean; event: EventFact | undefined };

/** One visit from arrival to its end; where the person goes from there, if anywhere. */
function visit(run: Run, { id, drawn, event: drawnBy }: Next): Next | undefined {
  const { done } = run;
  run.visits.set(id, (run.visits.get(id) ?? 0) + 1);
  const line: NaiveVisit = { node: id, at: run.now, left: undefined, by: "waiting", reason: "" };
  done.visits.push(line);
  const leave = (by: string, reason = "") => Object.assign(line, { left: run.now, by, reason });
  let moment: Moment = { arrivedAt: run.now, event: drawnBy, timeIsUp: false, drawn };
  for (;;) {
    const says = ask(id, run, moment);
    if ("go" in says) {
      leave(says.go, says.reason);
      if (says.event) run.event = says.event;
      const next = run.follow(id, says.go);
      if (next !== undefined) return { id: next, drawn: false, event: undefined };
      done.end = { state: "completed", reason: "end_of_path", at: run.now };
      return undefined;
    }
    if ("stop" in says) {
      leave("ended", says.reason);
      done.end = { state: says.stop, reason: says.reason, at: run.now };
      return undefined;
    }
    const until = Math.min(says.stay, deadline(run));
    const event = run.nextHeard(heard(run, id, says.hears), until);
    run.now = event ? event.at : Math.max(run.now, until);
    moment = { ...moment, drawn: false, event, timeIsUp: event === undefined };
    const taken = takenAway(run, id, event);
    if (!taken) continue;
    if ("goal" in taken) {
      leave("dropped", "goal_reached");
      return { id: taken.goal, drawn: true, event };
    }
    leave("dropped", taken.exit);
    done.end = { state: "exited", reason: taken.exit, at: run.now };
    return undefined;
  }
}

/** Walks a seeded person through a seeded journey until `until` (epoch ms). `chance`: a number in [0, 1) that depends on the text alone. */
export function interpretNaively(
  journey: SeededJourney,
  seeded: SeededPerson,
  { journeyId, chance, until }: { journeyId: string; chance: Chance; until: Instant },
): NaiveRun {
  const person = { journey, journeyId, externalId: seeded.externalId, zone: seeded.timezone ?? "UTC", chance };
  const run = new Run(person, seeded);
  let next = visit(run, { id: "start", drawn: false, event: undefined });
  while (next && run.now <= until) {
    const taken = takenAway(run, next.id, undefined);
    if (next.drawn || !taken) {
      next = visit(run, next);
      continue;
    }
    if ("exit" in taken) {
      run.done.end = { state: "exited", reason: taken.exit, at: run.now };
      break;
    }
    next = visit(run, { id: taken.goal, drawn: true, event: undefined });
  }
  return run.done;
}
