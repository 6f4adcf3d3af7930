import type { JsonObject } from "@/lib/journey/json";
import type { Prisma } from "./generated/prisma/client";

export type AuditLine = {
  workspaceId: number;
  /** actorOf(principal), or "system" */
  actor: string;
  /** what was done, as `thing.verb`: "journey.published" */
  action: string;
  /** id of the thing */
  target: string;
  data?: JsonObject;
};

/** Appends to the audit log inside the caller's transaction: what is not committed is not logged, and the other way round. */
export async function writeAudit(tx: Pick<Prisma.TransactionClient, "auditEntry">, line: AuditLine): Promise<void> {
  const { workspaceId, actor, action, target, data = {} } = line;
  await tx.auditEntry.create({ data: { workspaceId, actor, action, target, data } });
}
