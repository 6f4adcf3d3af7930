import type { Instant } from "./facts";

/** People who pass at about one time: not later than `at`. */
export type Turn = [at: Instant, people: number];

/** Times are remembered by the hundredth of the period, so that a busy step remembers no more than about a hundred. */
const GRAINS = 100;

/**
 * Gives each arrival the moment at which it may pass: at once while fewer than `count` people pass within any `periodMs`, else as soon as that
 * holds again, in the order given. `turns`: what earlier calls gave back. Guarantee: however the calls are cut, no stretch of `periodMs`
 * holds more than `count` moments; nobody waits more than a hundredth of a period longer than that needs.
 */
export function takeTurns(
  turns: readonly Turn[],
  arrivals: readonly Instant[],
  count: number,
  periodMs: number,
): { moments: Instant[]; turns: Turn[] } {
  const grain = Math.max(1, Math.floor(periodMs / GRAINS));
  const line: Turn[] = turns.map(([at, people]) => [at, people]);
  let inLine = line.reduce((sum, [, people]) => sum + people, 0);
  let latest = line.at(-1)?.[0] ?? Number.NEGATIVE_INFINITY;
  const moments = arrivals.map((arrival) => {
    // Only the last `count` can be in the way of the next.
    while (line[0] && inLine - line[0][1] >= count) inLine -= line.shift()?.[1] ?? 0;
    const first = inLine >= count ? line[0]?.[0] : undefined;
    const moment = first === undefined ? arrival : Math.max(arrival, first + periodMs);
    const remembered = Math.max(latest, Math.ceil(moment / grain) * grain);
    const last = line.at(-1);
    if (last && last[0] === remembered) last[1] += 1;
    else line.push([remembered, 1]);
    latest = remembered;
    inLine += 1;
    return moment;
  });
  while (line[0] && inLine - line[0][1] >= count) inLine -= line.shift()?.[1] ?? 0;
  return { moments, turns: line };
}
