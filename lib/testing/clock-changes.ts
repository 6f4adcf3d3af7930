import { zoneNames } from "@/lib/audience/zone-names";
import type { Instant } from "@/lib/journey/facts";
import { isTimeZone } from "@/lib/journey/time";

/** A moment at which a zone's clocks change: what they are ahead of UTC before and from then on, in ms. */
export type ClockChange = { at: Instant; before: number; after: number };

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const FROM = Date.UTC(2026, 0, 1);
const UNTIL = Date.UTC(2031, 0, 1);
/** No zone changes its clocks there and back within so few days. */
const LOOK_EVERY_MS = 6 * DAY_MS;

/** What clocks in the zone are ahead of UTC, in ms: read off a formatted date, so that it owes nothing to the code under test. */
function offsetReader(zone: string): (at: Instant) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second")) - at;
  };
}

function changesOf(zone: string): ClockChange[] {
  const offsetAt = offsetReader(zone);
  const changes: ClockChange[] = [];
  let before = offsetAt(FROM);
  for (let at = FROM; at < UNTIL; at += LOOK_EVERY_MS) {
    const after = offsetAt(at + LOOK_EVERY_MS);
    if (after === before) continue;
    let [low, high] = [at, at + LOOK_EVERY_MS];
    while (high - low > MINUTE_MS) {
      const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
      if (offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    changes.push({ at: high, before, after });
    before = after;
  }
  return changes;
}

/** Every zone of the tz database with its changes from 2026 to 2030. */
export function allClockChanges(): Map<string, ClockChange[]> {
  return new Map(zoneNames.filter(isTimeZone).map((zone) => [zone, changesOf(zone)]));
}

/** What clocks show at `at` near the change, as if it were UTC. */
export const shownAt = ({ at: change, before, after }: ClockChange, at: Instant): Instant =>
  at + (at < change ? before : after);

/**
 * When clocks near the change show a local time (as if it were UTC). One that comes twice means the first; one that is left out moves forward
 * by as much as is left out (RELIABILITY promise 15).
 */
export function momentOf(change: ClockChange, local: Instant): Instant {
  const [early, late] = [local - change.before, local - change.after];
  const shows = (at: Instant) => shownAt(change, at) === local;
  const real = [early, late].filter(shows).sort((a, b) => a - b);
  return real[0] ?? early;
}
