import type { Instant } from "@/lib/journey/facts";
import type { WalkStep } from "@/lib/journey/outcome";

/** Places in the array of steps(walks). Only ever append. */
const OUTCOMES = { passed: 0, waiting: 1, skipped: 2, ended: 3, failed: 4, dropped: 5 } as const;

/** Milliseconds with three digits behind the point: what a timestamp of the database can hold. */
const from = (at: Instant, origin: Instant): number => Math.round((at - origin) * 1_000) / 1_000;

function encodeStep(step: WalkStep, firstVisit: number, origin: Instant, node: number): string {
  const { visit, outcome, entered_at, left_at, port, reason, seen } = step;
  const head = `[${node},${OUTCOMES[outcome]},${visit - firstVisit},${from(entered_at, origin)}`;
  if (seen === undefined && reason === undefined) {
    if (port !== undefined && left_at !== undefined) return `${head},${from(left_at, origin)},${JSON.stringify(port)}]`;
    if (port === undefined) return left_at === undefined ? `${head}]` : `${head},${from(left_at, origin)}]`;
  }
  const left = left_at === undefined ? "null" : from(left_at, origin);
  const tail = seen === undefined ? "" : `,${JSON.stringify(seen)}`;
  return `${head},${left},${JSON.stringify(port ?? null)},${JSON.stringify(reason ?? null)}${tail}]`;
}

/**
 * The log of one walk as walks.log keeps it; the database function steps(walks) reads it back. `placeOf`: where a node stands in the version
 * that walks.version_id names. `moved`: a step in a node of another version, which is kept in full. `origin`: walks.at.
 */
export function encodeSteps(
  steps: readonly WalkStep[],
  firstVisit: number,
  origin: Instant,
  placeOf: (node: string) => number,
  moved?: WalkStep,
): string {
  let text = moved ? `[${JSON.stringify(moved)}` : "[";
  let separator = moved ? "," : "";
  for (const step of steps) {
    text += separator + encodeStep(step, firstVisit, origin, placeOf(step.node));
    separator = ",";
  }
  return storable(`${text}]`);
}

/** What JSON can say and jsonb cannot hold: U+0000 and halves of surrogate pairs, which JSON.stringify escapes. */
const UNSTORABLE = /((?:^|[^\\])(?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/gi;

function storable(json: string): string {
  return json.includes("\\u") ? json.replace(UNSTORABLE, "$1\ufffd") : json;
}
