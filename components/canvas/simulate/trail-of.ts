import { edgeId } from "../flow/flow-elements";
import type { Trail } from "../store/canvas-store";

/** What lights up on the canvas for a walk: the steps visited and the exits taken. */
export function trailOf(visits: readonly { node_id: string; port: string | null }[]): Trail {
  return {
    nodes: new Set(visits.map((visit) => visit.node_id)),
    edges: new Set(visits.flatMap((visit) => (visit.port === null ? [] : [edgeId(visit.node_id, visit.port)]))),
  };
}
