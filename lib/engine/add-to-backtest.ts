import type { Instant } from "@/lib/journey/facts";
import type { BacktestOutcome, BacktestRefusals, PastPerson } from "./backtest-person";

/** What a backtest has found so far. */
export type BacktestTally = {
  people: number;
  events: number;
  entered: number;
  entries: number;
  refused: BacktestRefusals;
  ended: Record<string, number>;
  nodes: Record<string, { entered: number; mails: number }>;
  days: Record<string, { entries: number; mails: number }>;
  mails_by_day: Record<string, Record<string, number>>;
  mails: number;
  unreachable: number;
  over_cap: { alone: number; with_others: number; mails: number };
  overlaps: Record<string, number>;
};

/** What else befell a person in the time. */
export type OtherwisePerson = {
  /** when other journeys' mails were sent */
  mails: readonly Instant[];
  runs: readonly { journey_id: string; entered_at: Instant; ended_at: Instant | null }[];
};

/** One person's line of a backtest. */
export type BacktestLine = { entries: number; mails: number; peak: number; nodes: string[]; journeys: string[] };

const DAY_MS = 86_400_000;
const dayOf = (at: Instant) => new Date(at).toISOString().slice(0, 10);

/** Adds one person's outcome to the tally (which it changes) and gives their line. `until`: where runs that still wait are cut. */
export function addToBacktest(
  tally: BacktestTally,
  person: PastPerson,
  { runs, refused }: BacktestOutcome,
  otherwise: OtherwisePerson,
  { cap, until }: { cap: number; until: Instant },
): BacktestLine {
  tally.people += 1;
  tally.events += person.events.length;
  for (const reason of ["reentry", "filter", "eligibility", "consent", "limits"] as const)
    tally.refused[reason] += refused[reason];
  const reachable = person.subscriber.email !== null && person.consent === "subscribed";
  const sent: { node: string; at: Instant }[] = [];
  for (const { entered_at, simulation } of runs) {
    tally.entries += 1;
    add(tally.ended, simulation.ended, 1);
    dayFigures(tally, entered_at).entries += 1;
    for (const { node } of simulation.visits) stepOf(tally, node).entered += 1;
    for (const { node_id, at } of simulation.messages) sent.push({ node: node_id, at });
  }
  if (!reachable) tally.unreachable += sent.length;
  const mails = reachable ? sent : [];
  for (const { node, at } of mails) {
    stepOf(tally, node).mails += 1;
    dayFigures(tally, at).mails += 1;
    tally.mails_by_day[node] ??= {};
    add(tally.mails_by_day[node], dayOf(at), 1);
  }
  tally.mails += mails.length;
  if (runs.length > 0) tally.entered += 1;
  const peak = countPeaks(
    tally,
    mails.map(({ at }) => at),
    otherwise.mails,
    cap,
  );
  const journeys = overlapping(runs, otherwise, until);
  for (const id of journeys) add(tally.overlaps, id, 1);
  return {
    entries: runs.length,
    mails: mails.length,
    peak,
    nodes: [...new Set(mails.map(({ node }) => node))],
    journeys,
  };
}

function add(counts: Record<string, number>, key: string, n: number): void {
  counts[key] = (counts[key] ?? 0) + n;
}

function stepOf(tally: BacktestTally, id: string) {
  tally.nodes[id] ??= { entered: 0, mails: 0 };
  return tally.nodes[id];
}

function dayFigures(tally: BacktestTally, at: Instant) {
  const key = dayOf(at);
  tally.days[key] ??= { entries: 0, mails: 0 };
  return tally.days[key];
}

/** How many of `all` (sorted) lie in the 24 hours that end with each of `own`. */
function inDayBefore(own: readonly Instant[], all: readonly Instant[]): number[] {
  return own.map((at) => all.filter((other) => other > at - DAY_MS && other <= at).length);
}

function countPeaks(tally: BacktestTally, own: readonly Instant[], others: readonly Instant[], cap: number): number {
  if (own.length === 0) return 0;
  const alone = inDayBefore(own, own);
  const together = inDayBefore(own, [...own, ...others]);
  if (alone.some((n) => n > cap)) tally.over_cap.alone += 1;
  if (together.some((n) => n > cap)) tally.over_cap.with_others += 1;
  tally.over_cap.mails += together.filter((n) => n > cap).length;
  return Math.max(...together);
}

/** Other journeys the person was in during one of these runs. */
function overlapping(runs: BacktestOutcome["runs"], otherwise: OtherwisePerson, until: Instant): string[] {
  const spans = runs.map(({ entered_at, simulation: { ended, at } }) => ({
    from: entered_at,
    to: ended === "waiting" ? until : at,
  }));
  const met = otherwise.runs.filter(({ entered_at, ended_at }) =>
    spans.some(({ from, to }) => entered_at <= to && (ended_at ?? Number.POSITIVE_INFINITY) >= from),
  );
  return [...new Set(met.map(({ journey_id }) => journey_id))];
}
