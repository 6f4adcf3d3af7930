import { prisma } from "@/lib/db/prisma";
import { writeAudit } from "@/lib/db/write-audit";

/** Serialises the question "is there a workspace yet?". */
const FIRST_WORKSPACE_LOCK = 727_073_701;

export type NewWorkspace = {
  /** becomes its owner */
  userId: string;
  name: string;
  mode: "live" | "sandbox";
  timezone?: string;
  /** fill it with the sample shop (sandbox only); a worker does so in the background */
  sample?: boolean;
  /** only when there is no workspace in the whole installation */
  onlyFirst?: boolean;
};

/** A workspace with its owner. Fails as a value only with `onlyFirst`, when there is one already. */
export async function createOwnedWorkspace(
  wanted: NewWorkspace,
): Promise<{ ok: true; workspace: { id: number; slug: string; name: string; mode: string } } | { ok: false }> {
  return prisma().$transaction(async (tx) => {
    if (wanted.onlyFirst) {
      await tx.$executeRaw`select pg_advisory_xact_lock(${FIRST_WORKSPACE_LOCK})`;
      if ((await tx.workspace.count()) > 0) return { ok: false };
    }
    const workspace = await tx.workspace.create({
      data: {
        slug: await freeSlug(wanted.name, (slug) => tx.workspace.count({ where: { slug } }).then((n) => n === 0)),
        name: wanted.name,
        mode: wanted.mode,
        timezone: wanted.timezone ?? "UTC",
        sampleState: wanted.sample && wanted.mode === "sandbox" ? "wanted" : null,
        memberships: { create: { userId: wanted.userId, role: "owner" } },
      },
    });
    await writeAudit(tx, {
      workspaceId: workspace.id,
      actor: `user:${wanted.userId}`,
      action: "workspace.created",
      target: String(workspace.id),
      data: { name: workspace.name, mode: workspace.mode },
    });
    return { ok: true, workspace };
  });
}

/** "Café Nord" → "cafe-nord"; with a few random characters behind it when that is taken. */
async function freeSlug(name: string, isFree: (slug: string) => Promise<boolean>): Promise<string> {
  const base =
    name
      .normalize("NFKD")
      .replace(/\p{Mark}/gu, "")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 40) || "workspace";
  return (await isFree(base)) ? base : `${base}-${crypto.randomUUID().slice(0, 8)}`;
}
