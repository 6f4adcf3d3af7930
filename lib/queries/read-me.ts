import type { Me } from "@/lib/api/schemas/account";
import { workspaceModeSchema } from "@/lib/api/schemas/account";
import type { Account } from "@/lib/auth/authentication";
import { roles } from "@/lib/auth/permissions";
import { prisma } from "@/lib/db/prisma";

/** The signed-in person and the workspaces they belong to, by name. */
export async function readMe(account: Account): Promise<Me> {
  const memberships = await prisma().membership.findMany({
    where: { userId: account.userId },
    include: { workspace: true },
    orderBy: { workspace: { name: "asc" } },
  });
  return {
    user: { id: account.userId, name: account.name, email: account.email },
    workspaces: memberships.map(({ role, workspace }) => ({
      slug: workspace.slug,
      name: workspace.name,
      mode: workspaceModeSchema.parse(workspace.mode),
      role: roles.find((r) => r === role) ?? "viewer",
      timezone: workspace.timezone,
    })),
  };
}
