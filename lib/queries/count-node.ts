import type { NodeStat } from "./read-node-stats";

export type NodeFigures = {
  entered: number;
  waiting: number;
  left: Record<string, number>;
  failed: number;
  skipped: number;
  skipped_by: Record<string, number>;
  dropped: number;
  completed: number;
  exited: number;
};

/** Where a visit that ends the run leaves to: an end has no port. */
const NO_PORT = "";

/**
 * The figures of one node from its counters. Whoever enters leaves in one of three ways (left, failed, dropped); the others stand
 * here. A failed visit and a failed send are both failures, but only the former ends a visit.
 */
export function countNode(stats: Iterable<Pick<NodeStat, "kind" | "port" | "n">>): NodeFigures {
  const by = new Map<string, number>();
  const left: Record<string, number> = {};
  const skippedBy: Record<string, number> = {};
  for (const { kind, port, n } of stats) {
    by.set(kind, (by.get(kind) ?? 0) + n);
    if (kind === "left" && port !== NO_PORT) left[port] = (left[port] ?? 0) + n;
    if (kind === "skipped") skippedBy[port] = (skippedBy[port] ?? 0) + n;
  }
  const of = (kind: string) => by.get(kind) ?? 0;
  return {
    entered: of("entered"),
    waiting: Math.max(0, of("entered") - of("left") - of("failed") - of("dropped")),
    left,
    failed: of("failed") + of("send_failed"),
    skipped: of("skipped"),
    skipped_by: skippedBy,
    dropped: of("dropped"),
    completed: of("completed"),
    exited: of("exited"),
  };
}
