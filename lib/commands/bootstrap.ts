import { hashPassword } from "better-auth/crypto";
import { hashKeySecret, keyPrefix } from "@/lib/auth/key-secret";
import { prisma } from "@/lib/db/prisma";
import { writeAudit } from "@/lib/db/write-audit";

/** Two starting processes at once: one of them makes the owner. */
const BOOTSTRAP_LOCK = 727_073_702;

export type Bootstrapped =
  | { kind: "made"; workspaceId: number; userId: string; slug: string }
  /** there are accounts already, or BOOTSTRAP_EMAIL and BOOTSTRAP_PASSWORD are not both given */
  | { kind: "nothing_to_do" };

/**
 * Makes the owner, their workspace and an API key of full scope from the BOOTSTRAP_* variables, in one transaction, on a
 * database without accounts; does nothing otherwise. The variables are those of the public contract, checked by the launcher.
 */
export async function bootstrap(env: Record<string, string | undefined>): Promise<Bootstrapped> {
  const email = env.BOOTSTRAP_EMAIL?.trim().toLowerCase();
  const password = env.BOOTSTRAP_PASSWORD;
  if (!email || !password) return { kind: "nothing_to_do" };
  const mode = env.BOOTSTRAP_WORKSPACE_MODE === "live" ? "live" : "sandbox";
  const sample = env.BOOTSTRAP_SAMPLE_DATA !== "false";
  const hash = await hashPassword(password);
  return prisma().$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(${BOOTSTRAP_LOCK})`;
    if ((await tx.user.count()) > 0) return { kind: "nothing_to_do" };
    const userId = crypto.randomUUID();
    const now = new Date();
    await tx.user.create({ data: { id: userId, name: email.split("@", 1)[0] ?? email, email, emailVerified: true } });
    await tx.account.create({
      data: { id: crypto.randomUUID(), accountId: userId, providerId: "credential", userId, password: hash },
    });
    const workspace = await tx.workspace.create({
      data: {
        slug: "main",
        name: "My workspace",
        mode,
        sampleState: sample && mode === "sandbox" ? "wanted" : null,
        memberships: { create: { userId, role: "owner" } },
      },
    });
    // Invented people never live beside real ones: a live workspace gets a sandbox at its side.
    if (sample && mode === "live")
      await tx.workspace.create({
        data: {
          slug: "sample",
          name: "Sample shop",
          mode: "sandbox",
          sampleState: "wanted",
          memberships: { create: { userId, role: "owner" } },
        },
      });
    const secret = env.BOOTSTRAP_API_KEY;
    if (secret) {
      const key = { name: "Bootstrap", prefix: keyPrefix(secret), hash: hashKeySecret(secret), scope: "full" };
      await tx.apiKey.create({ data: { ...key, workspaceId: workspace.id, createdAt: now } });
    }
    await writeAudit(tx, {
      workspaceId: workspace.id,
      actor: "system",
      action: "workspace.created",
      target: String(workspace.id),
      data: { mode, owner: email },
    });
    return { kind: "made", workspaceId: workspace.id, userId, slug: workspace.slug };
  });
}
