import {
  WEBHOOK_SECRETS_MAX,
  type WebhookSecretCreate,
  type WebhookSecretCreated,
} from "@/lib/api/schemas/webhook-secret";
import { appSecret } from "@/lib/auth/app-secret";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { sealSecret } from "@/lib/auth/sealed-secret";
import { makeWebhookSecret } from "@/lib/channels/webhook-signature";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";

const HINT_LENGTH = 4;

/**
 * A new secret that webhook calls are signed with from now on. Those before it stay valid beside it for `overlap_hours`, so that receivers can
 * change over. The answer holds the secret, which nobody can read again: the database keeps it sealed.
 */
export async function makeWebhookSigningSecret(
  principal: Principal,
  { overlap_hours }: WebhookSecretCreate,
  now = new Date(),
): Promise<WebhookSecretCreated> {
  const { workspaceId } = principal;
  const secret = makeWebhookSecret();
  const hint = secret.slice(-HINT_LENGTH);
  const sealed = sealSecret(secret, { workspaceId, purpose: "webhook" }, appSecret());
  return withWorkspace(workspaceId, async (tx) => {
    await endOthers(tx, workspaceId, now, new Date(now.getTime() + overlap_hours * 3_600_000));
    const made = await tx.webhookSecret.create({ data: { workspaceId, sealed, hint, createdAt: now } });
    await writeAudit(tx, {
      workspaceId,
      actor: actorOf(principal),
      action: "webhook_secret.created",
      target: made.id,
      data: { overlap_hours },
    });
    return { id: made.id, hint, created_at: made.createdAt.toISOString(), ends_at: null, secret };
  });
}

/** The newest stay valid until `until` at the latest, the rest end now. */
async function endOthers(tx: Tx, workspaceId: number, now: Date, until: Date): Promise<void> {
  const valid = { workspaceId, OR: [{ endsAt: null }, { endsAt: { gt: now } }] };
  const known = await tx.webhookSecret.findMany({ where: valid, select: { id: true }, orderBy: { id: "desc" } });
  const ids = known.map(({ id }) => id);
  const kept = ids.slice(0, WEBHOOK_SECRETS_MAX - 1);
  await tx.webhookSecret.updateMany({
    where: { id: { in: kept }, OR: [{ endsAt: null }, { endsAt: { gt: until } }] },
    data: { endsAt: until },
  });
  await tx.webhookSecret.updateMany({
    where: { id: { in: ids.slice(kept.length) } },
    data: { endsAt: now },
  });
}
