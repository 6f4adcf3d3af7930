import type { Tx } from "@/lib/db/with-workspace";

/** The open request of a journey has been followed by another one or by a publish. An approval stays one. Under the journey's lock. */
export async function closeApproval(tx: Tx, journeyId: string): Promise<void> {
  await tx.approval.updateMany({ where: { journeyId, open: true, state: "waiting" }, data: { state: "overtaken" } });
  await tx.approval.updateMany({ where: { journeyId, open: true }, data: { open: false } });
}
