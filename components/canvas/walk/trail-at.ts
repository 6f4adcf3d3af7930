import { edgeId } from "../flow/flow-elements";
import type { Trail } from "../store/canvas-store";
import type { Moment } from "./moments";
import type { Story } from "./story";

/** What is lit on the canvas once the moments up to `index` have passed: steps, exits taken, and what each step decided last. */
export function trailAt(story: Story, moments: readonly Moment[], index: number): Trail {
  const nodes = new Set<string>();
  const edges = new Set<string>();
  const notes = new Map<string, string>();
  const portOf = new Map(story.visits.map((visit) => [visit.visit, visit.port]));
  for (const { node, visit, kind, text } of moments.slice(0, index + 1)) {
    nodes.add(node);
    if (kind === "happens") continue;
    notes.set(node, text);
    const port = portOf.get(visit);
    if (kind !== "arrives" && port) edges.add(edgeId(node, port));
  }
  return { nodes, edges, notes, current: moments[index]?.node };
}
