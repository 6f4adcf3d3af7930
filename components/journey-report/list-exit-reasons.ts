import type { ReportStep } from "./report-steps";

export type ExitReason = { id: string; label: string; count: number; grave?: boolean };

/** Every way out before the end, the commonest first. `failed`: runs that a step kept failing for. */
export function exitReasons(steps: readonly ReportStep[], failed: number): ExitReason[] {
  const left = steps.flatMap(({ node, label }): ExitReason[] => [
    ...(node.exited > 0 ? [{ id: `exit-${node.node_id}`, label: `By the step “${label}”`, count: node.exited }] : []),
    ...(node.dropped > 0
      ? [{ id: `drop-${node.node_id}`, label: `While standing at “${label}”`, count: node.dropped }]
      : []),
  ]);
  const stuck: ExitReason[] =
    failed > 0 ? [{ id: "failed", label: "A step kept failing", count: failed, grave: true }] : [];
  return [...left, ...stuck].sort((a, b) => b.count - a.count);
}
