import type * as z from "zod";
import type { ApiKeyCreated, apiKeyCreateSchema } from "@/lib/api/schemas/workspace";
import { hashKeySecret, keyPrefix, makeKeySecret } from "@/lib/auth/key-secret";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";

/** A new key of the workspace. The answer holds its secret, which nobody can read again: the database keeps a hash. */
export async function createApiKey(
  principal: Principal,
  { name, scope }: z.output<typeof apiKeyCreateSchema>,
): Promise<ApiKeyCreated> {
  const { workspaceId } = principal;
  const secret = makeKeySecret();
  return withWorkspace(workspaceId, async (tx) => {
    const key = await tx.apiKey.create({
      data: { workspaceId, name, scope, prefix: keyPrefix(secret), hash: hashKeySecret(secret) },
    });
    await writeAudit(tx, {
      workspaceId,
      actor: actorOf(principal),
      action: "api_key.created",
      target: key.id,
      data: { name, scope, prefix: key.prefix },
    });
    const created_at = key.createdAt.toISOString();
    return { id: key.id, name, scope, prefix: key.prefix, created_at, last_used_at: null, secret };
  });
}
