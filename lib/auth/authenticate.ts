import { prisma } from "@/lib/db/prisma";
import { authenticateKey } from "./authenticate-key";
import type { Authentication, SignedIn } from "./authentication";
import { isSameOrigin } from "./is-same-origin";
import { roles } from "./permissions";
import { readAccount } from "./read-account";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** The API key a request carries: `Bearer <key>`, or Basic with the key as user name. Undefined when there is none at all. */
export function keyOf(headers: Headers): string | undefined {
  const value = headers.get("authorization");
  if (value === null) return undefined;
  const [scheme = "", rest = ""] = value.trim().split(/\s+/, 2);
  if (scheme.toLowerCase() === "bearer") return rest;
  if (scheme.toLowerCase() === "basic") return Buffer.from(rest, "base64").toString("utf8").split(":", 1)[0] ?? "";
  return "";
}

/** The signed-in person of a cookie; refuses requests that could change something unless our own pages sent them. */
export async function authenticateAccount(
  headers: Headers,
  method: string,
): Promise<{ ok: true; account: SignedIn } | (Authentication & { ok: false })> {
  const account = await readAccount(headers);
  if (!account)
    return { ok: false, status: 401, detail: "Sign in, or send an API key as Authorization: Bearer <key>." };
  if (!SAFE_METHODS.has(method) && !isSameOrigin(headers))
    return { ok: false, status: 403, detail: "The Origin header does not name this site." };
  return { ok: true, account };
}

/**
 * Who sent this request, and for which workspace: an API key (which belongs to one workspace), or a session cookie together
 * with the header `X-Sojourn-Workspace: <slug>` and a membership there. An Authorization header always wins over a cookie.
 */
export async function authenticateRequest(headers: Headers, method: string): Promise<Authentication> {
  const key = keyOf(headers);
  if (key !== undefined) return authenticateKey(key);
  const found = await authenticateAccount(headers, method);
  if (!found.ok) return found;
  const slug = headers.get("x-sojourn-workspace");
  if (!slug) return { ok: false, status: 400, detail: "The header X-Sojourn-Workspace must name a workspace." };
  const membership = await prisma().membership.findFirst({
    where: { userId: found.account.userId, workspace: { slug: slug.slice(0, 200) } },
    select: { role: true, workspaceId: true },
  });
  const role = roles.find((r) => r === membership?.role);
  if (!membership || !role) return { ok: false, status: 404, detail: "No such workspace." };
  const { userId, email } = found.account;
  return { ok: true, principal: { kind: "user", userId, email, role, workspaceId: membership.workspaceId } };
}
