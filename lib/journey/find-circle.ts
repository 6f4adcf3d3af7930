import type { Condition } from "./condition";
import { pathRoot } from "./read-path";
import { walkCondition } from "./walk-condition";

/** The stage of the lifecycle, among the segments that rules may look at: its own rules decide it. */
export const STAGE = "lifecycle_stage";

/** What a condition looks at that rules decide: ids of segments, and STAGE. */
export function rulesLookedAt(condition: Condition): string[] {
  const found = new Set<string>();
  walkCondition(condition, (part) => {
    if ("segment_id" in part) found.add(part.segment_id);
    if (!("path" in part)) return;
    const at = pathRoot(part.path);
    if (at.root === "field" && at.field === STAGE) found.add(STAGE);
  });
  return [...found];
}

/** The shortest way from one back to itself, with it at both ends; undefined: it does not depend on itself. */
export function findCircle(start: string, looks: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const cameFrom = new Map<string, string>();
  let ring = [start];
  while (ring.length > 0) {
    const next: string[] = [];
    for (const from of ring)
      for (const to of looks.get(from) ?? []) {
        if (cameFrom.has(to)) continue;
        cameFrom.set(to, from);
        if (to === start) return wayBack(start, cameFrom);
        next.push(to);
      }
    ring = next;
  }
  return undefined;
}

function wayBack(start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const way = [start];
  for (let at = cameFrom.get(start); at !== undefined && at !== start; at = cameFrom.get(at)) way.push(at);
  return [start, ...way.slice(1).reverse(), start];
}

/** The circle in words, each by its name: who would be in it could not be said, and would change with every look. */
export function describeCircle(circle: readonly string[], nameOf: (segmentId: string) => string): string {
  const [first = "", ...rest] = circle.map((one) => (one === STAGE ? `the stage (${STAGE})` : `“${nameOf(one)}”`));
  if (rest.length === 1) return `${capital(first)} would look at itself, so nobody could be said to be in it.`;
  const [second = "", ...further] = rest;
  return `${capital(first)} would look at ${second}${further.map((one) => `, which looks at ${one}`).join("")}: a circle, so nobody could be said to be in it.`;
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
