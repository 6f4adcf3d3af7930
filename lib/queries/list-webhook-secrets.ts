import type { WebhookSecretResource } from "@/lib/api/schemas/webhook-secret";
import { withWorkspace } from "@/lib/db/with-workspace";

/** What the workspace's webhooks are signed with now (real time), newest first; never the secrets themselves. */
export async function listWebhookSecrets(workspaceId: number, now = new Date()): Promise<WebhookSecretResource[]> {
  const rows = await withWorkspace(workspaceId, (tx) =>
    tx.webhookSecret.findMany({
      where: { workspaceId, OR: [{ endsAt: null }, { endsAt: { gt: now } }] },
      omit: { sealed: true },
      orderBy: { id: "desc" },
    }),
  );
  return rows.map(({ id, hint, createdAt, endsAt }) => ({
    id,
    hint,
    created_at: createdAt.toISOString(),
    ends_at: endsAt?.toISOString() ?? null,
  }));
}
