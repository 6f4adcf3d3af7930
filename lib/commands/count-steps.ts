import type { Instant } from "@/lib/journey/facts";
import type { WalkStep } from "@/lib/journey/outcome";
import type { LoadedVersion } from "./load-version";
import type { MovedFrom, Walked } from "./walked";

/** One line of node_stat_deltas. */
export type NodeDelta = {
  workspace_id: number;
  version_id: number;
  node: number;
  day: string;
  kind: string;
  port: string;
  n: number;
};

/**
 * What a step adds to its node. Every visit that is entered leaves in exactly one of three ways, so that who waits at a node is
 * entered − left − failed − dropped. A visit that ends the run has no port: "". Whom a goal draws from here or a new version takes over
 * left by `goal_reached` or `moved`, which are no ports; dropped are those who left the journey. `skipped` is said beside `left`.
 */
function countLeaving(step: WalkStep, bump: Bump): void {
  switch (step.outcome) {
    case "waiting":
      return;
    case "passed":
    case "ended":
      bump(step.node, "left", step.port ?? "");
      return;
    case "skipped":
      bump(step.node, "left", step.port ?? "");
      bump(step.node, "skipped", step.reason ?? "");
      return;
    case "failed":
      bump(step.node, "failed", "");
      return;
    case "dropped":
      // drawn to a goal further on: nobody is lost by that
      if (step.reason === GOAL_REACHED) bump(step.node, "left", GOAL_REACHED);
      else bump(step.node, "dropped", "");
  }
}

/** How a goal takes people from where they wait, in the log and, as the way they left by, in the counters. */
const GOAL_REACHED = "goal_reached";

type Bump = (nodeId: string, kind: string, port: string) => void;
/** node → kind → port → line. Three lookups by strings that exist already are cheaper than making a key of them. */
type OfDay = { bump: Bump; lines: NodeDelta[] };

const DAY_MS = 86_400_000;

/** What the counters look at of somebody who has walked. */
export type Counted = Pick<Walked, "version" | "walk" | "now" | "moved"> & { row: { visit: number } };

/** Sums what the walks of a batch add to the counters; `completed` and `exited` runs count at the node where they ended. */
export class StepCounter {
  private readonly byVersion = new Map<number, Map<number, OfDay>>();

  add(walked: Counted): void {
    const { version, row, walk, now } = walked;
    const bump = this.bumper(version, now);
    if (walked.moved) this.addMove(walked, walked.moved);
    let seen = row.visit > 0 ? row.visit : -1;
    for (const step of walk.steps) {
      if (step.visit > seen) {
        bump(step.node, "entered", "");
        seen = step.visit;
      }
      countLeaving(step, bump);
    }
    for (const { node, effect } of walk.effects) if (effect.kind === "reach_goal") bump(node, "converted", "");
    if (walk.kind === "ends" && walk.state !== "failed") bump(walk.node, walk.state, "");
  }

  /**
   * A move takes the person out of the old version's node and puts them into the new one's, so that who waits stays exact in both.
   * `moved_out` and `moved_in` carry the run itself over.
   */
  private addMove({ version, row, now, walk }: Counted, { version: from, step, carried }: MovedFrom): void {
    const out = this.bumper(from, now);
    if (row.visit === 0) out(step.node, "entered", "");
    out(step.node, "left", "moved");
    out(step.node, "moved_out", "");
    const into = this.bumper(version, now);
    if (carried) into(step.node, "entered", "");
    const arrivedAt = walk.steps[0]?.node ?? (walk.kind === "ends" ? walk.node : walk.position.node);
    into(carried ? step.node : arrivedAt, "moved_in", "");
  }

  rows(): NodeDelta[] {
    return [...this.byVersion.values()].flatMap((days) => [...days.values()].flatMap(({ lines }) => lines));
  }

  private bumper(version: LoadedVersion, now: Instant): Bump {
    const day = Math.floor(now / DAY_MS);
    const days = this.byVersion.get(version.id) ?? new Map<number, OfDay>();
    const ofDay = days.get(day) ?? countDay(version, statDay(now));
    this.byVersion.set(version.id, days.set(day, ofDay));
    return ofDay.bump;
  }
}

function countDay(version: LoadedVersion, day: string): OfDay {
  const lines: NodeDelta[] = [];
  const byNode = new Map<string, Map<string, Map<string, NodeDelta>>>();
  const add = (nodeId: string, kind: string, port: string) => {
    const { workspaceId: workspace_id, id: version_id } = version;
    const line = { workspace_id, version_id, node: version.compiled.indexOf(nodeId), day, kind, port, n: 1 };
    lines.push(line);
    const ofNode = byNode.get(nodeId) ?? new Map<string, Map<string, NodeDelta>>();
    byNode.set(nodeId, ofNode);
    const ofKind = ofNode.get(kind) ?? new Map<string, NodeDelta>();
    ofNode.set(kind, ofKind);
    ofKind.set(port, line);
  };
  const bump: Bump = (nodeId, kind, port) => {
    const line = byNode.get(nodeId)?.get(kind)?.get(port);
    if (line) line.n += 1;
    else add(nodeId, kind, port);
  };
  return { bump, lines };
}

/** UTC day of an instant, as the counters keep it. */
export function statDay(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}
