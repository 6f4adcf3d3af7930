import type { Instant } from "@/lib/journey/facts";
import type { WalkStep } from "@/lib/journey/outcome";
import type { Walked } from "./walked";

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

/** Sums what the walks of a batch add to the counters; `completed`, `exited` and `failed` runs count at the node where they ended. */
export class StepCounter {
  private readonly deltas = new Map<string, NodeDelta>();

  add(walked: Walked): void {
    const { version, row, walk, now } = walked;
    const day = new Date(now).toISOString().slice(0, 10);
    const bump = (nodeId: string, kind: string, port: string) =>
      this.bump(version.workspaceId, version.id, version.compiled.indexOf(nodeId), day, kind, port);
    let seen = row.visit > 0 ? row.visit : -1;
    for (const step of walk.steps) {
      if (step.visit > seen) bump(step.node, "entered", "");
      seen = Math.max(seen, step.visit);
      for (const { kind, port } of leavingsOf(step)) bump(step.node, kind, port);
    }
    for (const { node, effect } of walk.effects) if (effect.kind === "reach_goal") bump(node, "converted", "");
    if (walk.kind === "ends" && walk.state !== "failed") bump(walk.node, walk.state, "");
  }

  bump(workspaceId: number, versionId: number, node: number, day: string, kind: string, port: string, n = 1): void {
    const key = `${versionId} ${node} ${day} ${kind} ${port}`;
    const known = this.deltas.get(key);
    if (known) known.n += n;
    else this.deltas.set(key, { workspace_id: workspaceId, version_id: versionId, node, day, kind, port, n });
  }

  rows(): NodeDelta[] {
    return [...this.deltas.values()];
  }
}

/** UTC day of an instant, as the counters keep it. */
export function statDay(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}
