import { type ApprovalResource, approvalStateSchema } from "@/lib/api/schemas/approval";
import type { Tx } from "@/lib/db/with-workspace";
import { nameActors } from "./name-actors";

/** What is read of a request; its content only where it is asked for. */
export const approvalColumns = {
  id: true,
  state: true,
  open: true,
  askedBy: true,
  savedBy: true,
  askedAt: true,
  note: true,
  decidedBy: true,
  decidedAt: true,
  words: true,
} as const;

export type ApprovalRow = {
  id: string;
  state: string;
  open: boolean;
  askedBy: string;
  savedBy: string | null;
  askedAt: Date;
  note: string;
  decidedBy: string | null;
  decidedAt: Date | null;
  words: string;
};

/** Requests as the API shows them, in their order. */
export async function presentApprovals(tx: Tx, rows: readonly ApprovalRow[]): Promise<ApprovalResource[]> {
  const named = await nameActors(
    tx,
    rows.flatMap(({ askedBy, savedBy, decidedBy }) => [askedBy, savedBy, decidedBy].filter((actor) => actor !== null)),
  );
  return rows.map((row) => ({
    id: row.id,
    state: approvalStateSchema.parse(row.state),
    open: row.open,
    asked_by: named(row.askedBy),
    asked_at: row.askedAt.toISOString(),
    saved_by: row.savedBy === null ? null : named(row.savedBy),
    note: row.note,
    decided_by: row.decidedBy === null ? null : named(row.decidedBy),
    decided_at: row.decidedAt?.toISOString() ?? null,
    words: row.words,
  }));
}
