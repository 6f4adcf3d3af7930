import type { Prisma } from "./generated/prisma/client";
import { prisma } from "./prisma";

export type Tx = Prisma.TransactionClient;

/**
 * Runs `work` in one transaction as the role sojourn_app with the workspace set, so that row-level security stands
 * underneath every query: a forgotten `where workspace_id` finds nothing of anybody else.
 */
export function withWorkspace<T>(workspaceId: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  return prisma().$transaction(
    async (tx) => {
      await tx.$executeRaw`select set_config('role', 'sojourn_app', true), set_config('sojourn.workspace_id', ${String(workspaceId)}, true)`;
      return work(tx);
    },
    { timeout: 20_000, maxWait: 10_000 },
  );
}
