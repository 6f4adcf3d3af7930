import type { Tx } from "@/lib/db/with-workspace";

/** Of these users, those who are not members of the workspace. */
export async function findStrangers(tx: Tx, workspaceId: number, userIds: readonly string[]): Promise<string[]> {
  if (userIds.length === 0) return [];
  const members = await tx.membership.findMany({
    where: { workspaceId, userId: { in: [...userIds] } },
    select: { userId: true },
  });
  const known = new Set(members.map(({ userId }) => userId));
  return userIds.filter((id) => !known.has(id));
}
