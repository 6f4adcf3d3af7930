import { roleAllows, roles } from "@/lib/auth/permissions";
import type { Tx } from "@/lib/db/with-workspace";

export type Approver = { name: string; email: string };

const mayPublish = roles.filter((role) => roleAllows(role, "publish"));

/** Members who may publish, longest first, but for `own` ("user:<id>"): nobody approves what they have asked for or saved last. */
export async function listApprovers(tx: Tx, workspaceId: number, own: readonly (string | null)[]): Promise<Approver[]> {
  const rows = await tx.membership.findMany({
    where: {
      workspaceId,
      role: { in: mayPublish },
      userId: { notIn: own.flatMap((actor) => (actor?.startsWith("user:") ? [actor.slice(5)] : [])) },
    },
    select: { user: { select: { name: true, email: true } } },
    orderBy: [{ createdAt: "asc" }, { userId: "asc" }],
  });
  return rows.map(({ user }) => user);
}
