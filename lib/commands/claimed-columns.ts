import type { ClaimedRow } from "@/lib/db/claim.sql";

/** Claimed people as the parallel arrays of the statements that put them back where they stood; times in epoch seconds. */
export function claimedColumns(rows: readonly ClaimedRow[]): unknown[][] {
  return [
    rows.map((r) => r.id),
    rows.map((r) => r.workspace_id),
    rows.map((r) => r.version_id),
    rows.map((r) => r.subscriber_id),
    rows.map((r) => r.node),
    rows.map((r) => r.visit),
    rows.map((r) => r.locks),
    rows.map((r) => r.arrived_at / 1_000),
    rows.map((r) => r.due_at / 1_000),
    rows.map((r) => (r.wake ? JSON.stringify(r.wake) : null)),
  ];
}
