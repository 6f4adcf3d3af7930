import { type Role, roles } from "@/lib/auth/permissions";
import { prisma } from "@/lib/db/prisma";

export type AccountWorkspace = {
  slug: string;
  name: string;
  mode: "live" | "sandbox";
  timezone: string;
  role: Role;
};

/** Every workspace a person is a member of, oldest membership first. */
export async function listAccountWorkspaces(userId: string): Promise<AccountWorkspace[]> {
  const memberships = await prisma().membership.findMany({
    where: { userId },
    orderBy: [{ createdAt: "asc" }, { workspaceId: "asc" }],
    select: { role: true, workspace: { select: { slug: true, name: true, mode: true, timezone: true } } },
  });
  return memberships.flatMap(({ role: stored, workspace }) => {
    const role = roles.find((r) => r === stored);
    if (!role) return [];
    return [{ ...workspace, mode: workspace.mode === "live" ? "live" : "sandbox", role } as const];
  });
}
