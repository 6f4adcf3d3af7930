import { prisma } from "@/lib/db/prisma";
import type { Authentication } from "./authentication";
import { hashKeySecret } from "./key-secret";
import { type Scope, scopes } from "./permissions";
import type { Principal } from "./principal";

/** A revoked key is refused at the latest this long after; ingestion would otherwise ask the database per request. */
const REMEMBERED_MS = 3_000;
const REMEMBERED_MAX = 10_000;
const SECRET_LENGTH_MAX = 512;
/** last_used_at is a hint for people; one write a minute and key is enough. */
const USED_EVERY_MS = 60_000;

type Remembered = { principal: Principal & { kind: "key" }; until: number };

const remembered = new Map<string, Remembered>();
const usedAt = new Map<string, number>();

const refused = { ok: false, status: 401, detail: "No such API key, or it was revoked." } as const;

/** Forgets what was looked up, so that this process sees a revocation at once. */
export function forgetKeys(): void {
  remembered.clear();
}

/** The principal of an API key's secret; 401 for an unknown or revoked one. Looks the database up at most every 3 s per key. */
export async function authenticateKey(secret: string, now = Date.now()): Promise<Authentication> {
  if (secret === "" || secret.length > SECRET_LENGTH_MAX) return refused;
  const hash = hashKeySecret(secret);
  const known = remembered.get(hash);
  if (known && known.until > now) return { ok: true, principal: known.principal };
  const key = await prisma().apiKey.findUnique({
    where: { hash },
    select: { id: true, workspaceId: true, scope: true, revokedAt: true },
  });
  const scope = scopes.find((s) => s === key?.scope);
  if (!key || key.revokedAt || !scope) {
    remembered.delete(hash);
    return refused;
  }
  const principal = { kind: "key", keyId: key.id, scope: scope satisfies Scope, workspaceId: key.workspaceId } as const;
  if (remembered.size >= REMEMBERED_MAX) remembered.clear();
  remembered.set(hash, { principal, until: now + REMEMBERED_MS });
  noteUse(key.id, now);
  return { ok: true, principal };
}

/** Written aside: a request never waits for it and never fails because of it. */
function noteUse(keyId: string, now: number): void {
  if (now - (usedAt.get(keyId) ?? 0) < USED_EVERY_MS) return;
  if (usedAt.size >= REMEMBERED_MAX) usedAt.clear();
  usedAt.set(keyId, now);
  prisma()
    .apiKey.updateMany({ where: { id: keyId }, data: { lastUsedAt: new Date(now) } })
    .catch((error: unknown) =>
      console.warn(JSON.stringify({ level: "warn", msg: "last use of a key was not noted", error: String(error) })),
    );
}
