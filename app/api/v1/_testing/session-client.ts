import { auth } from "@/lib/auth/auth";
import { hashKeySecret } from "@/lib/auth/key-secret";
import type { Role } from "@/lib/auth/permissions";
import { prisma } from "@/lib/db/prisma";
import { type Call, callApi } from "./api-driver";

const ORIGIN = "http://localhost:3000";

/** The Cookie header of a new account, made the way invited people make theirs. */
export async function signUp(email: string, workspaceId: number, role: Role): Promise<string> {
  const token = crypto.randomUUID();
  await prisma().invitation.create({
    data: { workspaceId, email, role, tokenHash: hashKeySecret(token), expiresAt: new Date(Date.now() + 3_600_000) },
  });
  const response = await auth().handler(
    new Request(`${ORIGIN}/api/auth/sign-up/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: ORIGIN },
      body: JSON.stringify({ name: email, email, password: "correct-horse-battery", invitation: token }),
    }),
  );
  if (!response.ok) throw new Error(`sign-up failed: ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
}

/** A signed-in person of a workspace, as our own pages send their requests. */
export async function sessionClient(workspace: { id: number; slug: string }, role: Role): Promise<Call> {
  const cookie = await signUp(`${role}-${crypto.randomUUID()}@example.com`, workspace.id, role);
  return (method, path, body, headers = {}) =>
    callApi(method, path, body, { cookie, origin: ORIGIN, "x-sojourn-workspace": workspace.slug, ...headers });
}
