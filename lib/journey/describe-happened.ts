import type { Json } from "./json";

/** How often an event was found, and what was asked of that number. `window`: words with a blank before them, or nothing. */
type Happened = {
  event: string;
  times: number;
  window: string;
  op?: string | undefined;
  expected?: Json | undefined;
  negated?: boolean | undefined;
  matching?: boolean | undefined;
};

/**
 * An event condition as it was decided: `“purchase” did not happen`, `“purchase” happened twice, at least 3 times asked for`. Where it was
 * only asked whether it happened, under a not or without, the number answers that by itself.
 */
export function describeHappened({ event, times, window, op, expected, negated, matching }: Happened): string {
  const what = `${matching ? "a matching " : ""}“${event}” ${times === 0 ? "did not happen" : `happened ${often(times)}`}${window}`;
  if (op === undefined || typeof expected !== "number" || asksWhether(op, expected)) return what;
  const asked = (negated ? opposites : words)[op];
  return asked ? `${what}, ${asked} ${often(expected)} asked for` : what;
}

const words: Readonly<Record<string, string>> = {
  equals: "exactly",
  not_equals: "any number but",
  greater_than: "more than",
  less_than: "fewer than",
  greater_or_equal: "at least",
  less_or_equal: "at most",
};

const opposites: Readonly<Record<string, string>> = {
  equals: "any number but",
  not_equals: "exactly",
  greater_than: "at most",
  less_than: "at least",
  greater_or_equal: "fewer than",
  less_or_equal: "more than",
};

/** At least once or not at all: nothing else is said by these. */
function asksWhether(op: string, expected: number): boolean {
  if (op === "greater_or_equal" || op === "less_than") return expected === 1;
  return expected === 0;
}

function often(times: number): string {
  if (times === 1) return "once";
  return times === 2 ? "twice" : `${times.toLocaleString("en")} times`;
}
