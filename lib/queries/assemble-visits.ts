import type { VisitResource } from "@/lib/api/schemas/enrollment";
import type { Instant } from "@/lib/journey/facts";
import type { WalkStep } from "@/lib/journey/outcome";

const at = (instant: Instant) => new Date(instant).toISOString();

/**
 * The visits of a run in order, from the steps its walks logged in order. A visit that waited is logged twice, on arrival and on
 * leaving: its arrival counts from the first line, all else from the last.
 */
export function assembleVisits(steps: Iterable<WalkStep>): VisitResource[] {
  const visits = new Map<number, VisitResource>();
  for (const step of steps) {
    const earlier = visits.get(step.visit);
    // That somebody was moved to another version while they waited stays said when leaving has no reason of its own.
    const reason = step.reason ?? earlier?.reason;
    const seen = [...(earlier?.seen ?? []), ...(step.seen ?? [])];
    visits.set(step.visit, {
      visit: step.visit,
      node_id: step.node,
      type: step.type,
      entered_at: earlier?.entered_at ?? at(step.entered_at),
      left_at: step.left_at === undefined ? null : at(step.left_at),
      port: step.port ?? null,
      outcome: step.outcome,
      ...(reason === undefined ? {} : { reason }),
      ...(seen.length === 0 ? {} : { seen }),
    });
  }
  return [...visits.values()].sort((a, b) => a.visit - b.visit);
}
