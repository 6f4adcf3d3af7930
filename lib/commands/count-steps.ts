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
 * entered − left − failed − dropped. A visit that ends the run has no port: "". `skipped` is said beside `left`.
 */
function leavingsOf(step: WalkStep): { kind: string; port: string }[] {
  switch (step.outcome) {
    case "waiting":
      return [];
    case "passed":
    case "ended":
      return [{ kind: "left", port: step.port ?? "" }];
    case "skipped":
      return [
        { kind: "left", port: step.port ?? "" },
        { kind: "skipped", port: step.reason ?? "" },
      ];
    case "failed":
    case "dropped":
      return [{ kind: step.outcome, port: "" }];
  }
}

const DAY_MS = 86_400_000;

/** Sums what the walks of a batch add to the counters; `completed` and `exited` runs count at the node where they ended. */
export class StepCounter {
  /** by version and day, then by node, kind and port */
  private readonly deltas = new Map<string, Map<string, NodeDelta>>();

  add(walked: Walked): void {
    const { version, row, walk, now } = walked;
    const bump = this.bumper(version, now);
    if (walked.moved) this.addMove(walked, walked.moved);
    let seen = row.visit > 0 ? row.visit : -1;
    for (const step of walk.steps) {
      if (step.visit > seen) {
        bump(step.node, "entered", "");
        seen = step.visit;
      }
      for (const { kind, port } of leavingsOf(step)) bump(step.node, kind, port);
    }
    for (const { node, effect } of walk.effects) if (effect.kind === "reach_goal") bump(node, "converted", "");
    if (walk.kind === "ends" && walk.state !== "failed") bump(walk.node, walk.state, "");
  }

  /**
   * A move takes the person out of the old version's node and puts them into the new one's, so that who waits stays exact in both.
   * `moved_out` and `moved_in` carry the run itself over.
   */
  private addMove({ version, row, now, walk }: Walked, { version: from, step, carried }: MovedFrom): void {
    const out = this.bumper(from, now);
    if (row.visit === 0) out(step.node, "entered", "");
    out(step.node, "dropped", "");
    out(step.node, "moved_out", "");
    const into = this.bumper(version, now);
    if (carried) into(step.node, "entered", "");
    const arrivedAt = walk.steps[0]?.node ?? (walk.kind === "ends" ? walk.node : walk.position.node);
    into(carried ? step.node : arrivedAt, "moved_in", "");
  }

  private bumper(version: LoadedVersion, now: Instant): (nodeId: string, kind: string, port: string) => void {
    const ofDay = this.ofDay(version.id, Math.floor(now / DAY_MS));
    return (nodeId, kind, port) => {
      const key = `${nodeId} ${kind} ${port}`;
      const known = ofDay.get(key);
      if (known) {
        known.n += 1;
        return;
      }
      const node = version.compiled.indexOf(nodeId);
      const { workspaceId: workspace_id, id: version_id } = version;
      ofDay.set(key, { workspace_id, version_id, node, day: statDay(now), kind, port, n: 1 });
    };
  }

  rows(): NodeDelta[] {
    return [...this.deltas.values()].flatMap((ofDay) => [...ofDay.values()]);
  }

  private ofDay(versionId: number, day: number): Map<string, NodeDelta> {
    const key = `${versionId} ${day}`;
    const known = this.deltas.get(key);
    if (known) return known;
    const made = new Map<string, NodeDelta>();
    this.deltas.set(key, made);
    return made;
  }
}

/** UTC day of an instant, as the counters keep it. */
export function statDay(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}
