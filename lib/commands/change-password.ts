import { hashPassword, verifyPassword } from "better-auth/crypto";
import type { SignedIn } from "@/lib/auth/authentication";
import { setPassword } from "@/lib/auth/set-password";
import { forgetFailedSignIns, noteFailedSignIn, signInWait } from "@/lib/auth/sign-in-attempts";
import { prisma } from "@/lib/db/prisma";

export type PasswordChanged =
  | { ok: true; endedSessions: number }
  | { ok: false; reason: "wrong_password" | "same_password" }
  | { ok: false; reason: "too_many_attempts"; waitS: number };

/**
 * Changes the signed-in person's password, who proves with the current one that it is them, and ends all their sessions but this one.
 * Wrong ones count like failed sign-ins: an open browser is no way to try passwords.
 */
export async function changePassword(account: SignedIn, current: string, next: string): Promise<PasswordChanged> {
  const { userId, email, sessionId } = account;
  const waitS = await signInWait(email);
  if (waitS !== undefined) return { ok: false, reason: "too_many_attempts", waitS };
  const known = await prisma().account.findFirst({ where: { userId, providerId: "credential" } });
  if (!known?.password || !(await verifyPassword({ hash: known.password, password: current }))) {
    await noteFailedSignIn(email);
    return { ok: false, reason: "wrong_password" };
  }
  await forgetFailedSignIns(email);
  if (current === next) return { ok: false, reason: "same_password" };
  const hash = await hashPassword(next);
  const endedSessions = await prisma().$transaction((tx) =>
    setPassword(tx, {
      userId,
      hash,
      keepSessionId: sessionId,
      actor: `user:${userId}`,
      action: "account.password_changed",
    }),
  );
  return { ok: true, endedSessions };
}
