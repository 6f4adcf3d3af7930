import type { Tx } from "@/lib/db/with-workspace";
import { type Brand, brandOf } from "@/lib/email/brand";

/** The looks and the sender's lines that mails of the workspace wear now. */
export async function readWorkspaceBrand(tx: Tx, workspaceId: number): Promise<Brand> {
  const select = { name: true, settings: true };
  return brandOf(await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select }));
}
