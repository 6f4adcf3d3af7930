import type { Instant } from "@/lib/journey/facts";
import { type Pattern, SEQUENCE_EXACT_MAX, timesKept } from "@/lib/journey/pattern";

/**
 * What is remembered of one person for one pattern. Its size is bounded by the pattern, never by the person's history: the latest times of
 * each part that can still decide it, the steps of a sequence inside the window, or a running sum. Stored as JSON.
 */
export type PatternState = {
  /** set, score: for each part its latest times, ascending */
  times?: Instant[][];
  /** sequence: [time, bits of the steps it can be], ascending; of equal times the one that arrived first comes first */
  log?: [Instant, number][];
  /** total */
  sum?: number;
  /** silence: the last time */
  last?: Instant;
};

/** An event that belongs to a pattern: which parts it matches, what it adds to a total, and when it happened. */
export type PatternMatch = { parts: readonly number[]; amount: number; at: Instant };

const within = (times: readonly Instant[] | undefined, since: Instant) =>
  (times ?? []).reduce((n, at) => (at >= since ? n + 1 : n), 0);

/** Whether the pattern is true of somebody with this state at `now`. */
export function patternHolds(pattern: Pattern, state: PatternState, now: Instant): boolean {
  switch (pattern.kind) {
    case "set":
      return pattern.parts.every(({ min, max, withinMs }, i) => {
        const n = within(state.times?.[i], now - withinMs);
        return n >= min && (max === undefined || n <= max);
      });
    case "score": {
      const score = pattern.parts.reduce(
        (sum, { weight, withinMs }, i) => sum + weight * within(state.times?.[i], now - withinMs),
        0,
      );
      return score >= pattern.threshold;
    }
    case "sequence":
      return hasSequence(pattern, state.log ?? [], now);
    case "total":
      return (state.sum ?? 0) >= pattern.threshold;
    case "silence":
      return state.last !== undefined && now >= state.last + pattern.forMs;
  }
}

function hasSequence(
  { parts, withinMs, consecutive }: Extract<Pattern, { kind: "sequence" }>,
  log: readonly (readonly [Instant, number])[],
  now: Instant,
): boolean {
  const recent = log.filter(([at]) => at >= now - withinMs);
  const is = (bits: number | undefined, step: number) => ((bits ?? 0) & (1 << step)) !== 0;
  if (consecutive) return recent.some((_, from) => parts.every((_, step) => is(recent[from + step]?.[1], step)));
  let step = 0;
  for (const [, bits] of recent) if (is(bits, step)) step += 1;
  return step >= parts.length;
}

/** The state after one more event. `at` may lie before events that arrived earlier. */
export function addToPattern(pattern: Pattern, state: PatternState, match: PatternMatch, now: Instant): PatternState {
  const { at } = match;
  switch (pattern.kind) {
    case "set":
    case "score": {
      const times = pattern.parts.map(({ withinMs }, i) => {
        const own = state.times?.[i] ?? [];
        if (!match.parts.includes(i) || at < now - withinMs) return own;
        return insert(own, at).slice(-timesKept(pattern, i));
      });
      return { times };
    }
    case "sequence": {
      const bits = match.parts.reduce((all, step) => all | (1 << step), 0);
      const since = now - pattern.withinMs;
      const log = [...(state.log ?? []), [at, bits] as [Instant, number]].filter((entry) => entry[0] >= since);
      return {
        log: bounded(
          pattern,
          log.sort((a, b) => a[0] - b[0]),
        ),
      }; // a stable sort: equal times stay as they arrived
    }
    case "total":
      return { sum: (state.sum ?? 0) + match.amount };
    case "silence":
      return { last: Math.max(state.last ?? at, at) };
  }
}

function insert(times: readonly Instant[], at: Instant): Instant[] {
  const place = times.findLastIndex((other) => other <= at) + 1;
  return times.toSpliced(place, 0, at);
}

/** Keeps a sequence's log from growing with somebody's eagerness: of each hundredth of the window the first and last of each kind. */
function bounded(
  { withinMs, consecutive }: Extract<Pattern, { kind: "sequence" }>,
  log: [Instant, number][],
): [Instant, number][] {
  if (log.length <= SEQUENCE_EXACT_MAX) return log;
  if (consecutive) return log.slice(-SEQUENCE_EXACT_MAX);
  const keyOf = ([at, bits]: [Instant, number]) => `${Math.floor(at / (withinMs / 100))} ${bits}`;
  const last = new Map(log.map((entry) => [keyOf(entry), entry]));
  const seen = new Set<string>();
  return log.filter((entry) => {
    const key = keyOf(entry);
    const first = !seen.has(key);
    seen.add(key);
    return first || last.get(key) === entry;
  });
}

/** When time alone makes the pattern true, after `now` and unless something happens before; undefined: never. */
export function patternDue(pattern: Pattern, state: PatternState, now: Instant): Instant | undefined {
  if (pattern.kind === "silence") {
    const due = state.last === undefined ? undefined : state.last + pattern.forMs;
    return due !== undefined && due > now ? due : undefined;
  }
  if (pattern.kind !== "set") return undefined;
  // Minima only stop holding as time passes, maxima only begin to: so the moment the last maximum begins is the only one.
  let from = now;
  for (const [i, { max, withinMs }] of pattern.parts.entries()) {
    const times = state.times?.[i] ?? [];
    const surplus = max === undefined ? undefined : times.at(-(max + 1));
    if (surplus !== undefined) from = Math.max(from, surplus + withinMs + 1);
  }
  return from > now && patternHolds(pattern, state, from) ? from : undefined;
}

export type Touched = {
  state: PatternState;
  due: Instant | undefined;
  /** when it became true, oldest first; `byEvent`: the event at hand made it so */
  fired: { at: Instant; byEvent: boolean }[];
};

/** What time alone has done up to `now` to a state whose next due moment is `due`. */
export function letTimePass(
  pattern: Pattern,
  state: PatternState,
  due: Instant | undefined,
  now: Instant,
): { due: Instant | undefined; fired: Instant[] } {
  const fired: Instant[] = [];
  let next = due;
  while (next !== undefined && next <= now) {
    if (patternHolds(pattern, state, next)) fired.push(next);
    next = patternDue(pattern, state, next);
  }
  return { due: next, fired };
}

/** One event for one person, in the order of arrival: time up to it, then the event. Same arguments, same answer. */
export function touchPattern(
  pattern: Pattern,
  before: { state: PatternState; due: Instant | undefined },
  match: PatternMatch,
  now: Instant,
): Touched {
  const passed = letTimePass(pattern, before.state, before.due, now);
  const held = patternHolds(pattern, before.state, now);
  const state = addToPattern(pattern, before.state, match, now);
  const fired = passed.fired.map((at) => ({ at, byEvent: false }));
  // A silence never begins with an event, however old the event may be.
  if (pattern.kind !== "silence" && !held && patternHolds(pattern, state, now)) fired.push({ at: now, byEvent: true });
  return { state, due: patternDue(pattern, state, now), fired };
}
