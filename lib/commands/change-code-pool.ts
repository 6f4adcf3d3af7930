import type { CodePoolPatch, CodePoolResource } from "@/lib/api/schemas/code-pool";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { Prisma } from "@/lib/db/generated/prisma/client";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { findCodePool } from "@/lib/queries/read-code-pools";

export type ChangedPool = { ok: true; pool: CodePoolResource } | { ok: false; reason: "name_taken" | "not_found" };

const dataOf = ({ name, fallback_code, alert_below }: CodePoolPatch) => ({
  ...(name === undefined ? {} : { name }),
  ...(fallback_code === undefined ? {} : { fallbackCode: fallback_code }),
  ...(alert_below === undefined ? {} : { alertBelow: alert_below }),
});

/** Makes a pool (no id), or changes one. */
export async function changeCodePool(
  principal: Principal,
  id: string | undefined,
  wanted: CodePoolPatch & { name?: string },
): Promise<ChangedPool> {
  const { workspaceId } = principal;
  try {
    return await withWorkspace(workspaceId, async (tx) => {
      const target = id ?? (await create());
      if (id !== undefined) {
        const { count } = await tx.codePool.updateMany({
          where: { id, workspaceId, archivedAt: null },
          data: dataOf(wanted),
        });
        if (count === 0) return { ok: false, reason: "not_found" };
      }
      const action = id === undefined ? "code_pool.created" : "code_pool.changed";
      await writeAudit(tx, { workspaceId, actor: actorOf(principal), action, target });
      const pool = await findCodePool(tx, workspaceId, target);
      return pool ? { ok: true, pool } : { ok: false, reason: "not_found" };

      async function create(): Promise<string> {
        const made = await tx.codePool.create({ data: { workspaceId, name: wanted.name ?? "", ...dataOf(wanted) } });
        return made.id;
      }
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      return { ok: false, reason: "name_taken" };
    throw error;
  }
}

/** Takes a pool out of use: mails that name it find it empty. Codes that were given stay known. False: there is none. */
export function archiveCodePool(principal: Principal, id: string, at: Date): Promise<boolean> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    // its name is free again for another
    const name = `(archived ${id})`;
    const { count } = await tx.codePool.updateMany({
      where: { id, workspaceId, archivedAt: null },
      data: { archivedAt: at, name },
    });
    if (count === 0) return false;
    await writeAudit(tx, { workspaceId, actor: actorOf(principal), action: "code_pool.archived", target: id });
    return true;
  });
}
