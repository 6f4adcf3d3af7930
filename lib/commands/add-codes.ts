import { randomInt } from "node:crypto";
import type { CodesAdd } from "@/lib/api/schemas/code-pool";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { ADD_CODES } from "@/lib/db/codes.sql";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";

/** Without letters and digits that are read as one another. */
const ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

function generate({ count, prefix, length }: NonNullable<CodesAdd["generate"]>): string[] {
  const made = new Set<string>();
  while (made.size < count)
    made.add(prefix + Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join(""));
  return [...made];
}

/** Puts codes into a pool; those it has already, given or not, are left alone. Undefined: there is no such pool. */
export function addCodes(
  principal: Principal,
  poolId: string,
  wanted: CodesAdd,
): Promise<{ added: number; known: number } | undefined> {
  const { workspaceId } = principal;
  const codes = wanted.generate ? generate(wanted.generate) : [...new Set(wanted.codes)];
  return withWorkspace(workspaceId, async (tx) => {
    const pool = await tx.codePool.findFirst({ where: { id: poolId, workspaceId, archivedAt: null } });
    if (!pool) return undefined;
    const added = await tx.$executeRawUnsafe(ADD_CODES, poolId, workspaceId, codes);
    const line = { workspaceId, actor: actorOf(principal), action: "code_pool.filled", target: poolId };
    await writeAudit(tx, { ...line, data: { added } });
    return { added, known: codes.length - added };
  });
}
