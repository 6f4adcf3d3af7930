import { Temporal } from "temporal-polyfill";
import type { Instant } from "./facts";

type Stretch = { from: Instant; to: Instant; offsetMs: number };

const DAY_MS = 86_400_000;
const STRETCHES_MAX = 6;
const ZONES_MAX = 600;
/** zone → stretches between changes of its clocks, the last used first */
const known = new Map<string, Stretch[]>();

/**
 * The zone's offset from UTC (ms) when it stays the same from a day before `from` until a day after `to`: then local time
 * is plain arithmetic, which is fifty times cheaper than a calendar. Undefined near a change of the clocks.
 */
export function steadyOffset(zone: string, from: Instant, to: Instant): number | undefined {
  const stretch = stretchAt(zone, from);
  return stretch.from + DAY_MS <= from && to < stretch.to - DAY_MS ? stretch.offsetMs : undefined;
}

function stretchAt(zone: string, at: Instant): Stretch {
  const stretches = known.get(zone) ?? [];
  const found = stretches.find(({ from, to }) => from <= at && at < to);
  if (found) return found;
  const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const made = {
    // "previous" is strictly earlier, so a change at this very moment is asked for from just after it
    from:
      moment.add({ milliseconds: 1 }).getTimeZoneTransition("previous")?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    to: moment.getTimeZoneTransition("next")?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offsetMs: moment.offsetNanoseconds / 1_000_000,
  };
  if (known.size < ZONES_MAX || known.has(zone)) known.set(zone, [made, ...stretches].slice(0, STRETCHES_MAX));
  return made;
}
