import type { ApiKeyResource } from "@/lib/api/schemas/workspace";
import { scopes } from "@/lib/auth/permissions";
import { withWorkspace } from "@/lib/db/with-workspace";

/** The workspace's working keys, newest first; never their secrets. */
export async function listApiKeys(workspaceId: number): Promise<ApiKeyResource[]> {
  const rows = await withWorkspace(workspaceId, (tx) =>
    tx.apiKey.findMany({ where: { workspaceId, revokedAt: null }, omit: { hash: true }, orderBy: { id: "desc" } }),
  );
  return rows.map(({ id, name, prefix, scope, createdAt, lastUsedAt }) => ({
    id,
    name,
    prefix,
    scope: scopes.find((s) => s === scope) ?? "read",
    created_at: createdAt.toISOString(),
    last_used_at: lastUsedAt?.toISOString() ?? null,
  }));
}
