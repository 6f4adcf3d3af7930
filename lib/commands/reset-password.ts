import { randomInt } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { setPassword } from "@/lib/auth/set-password";
import { prisma } from "@/lib/db/prisma";

export type PasswordReset =
  | { ok: true; email: string; password: string; endedSessions: number }
  /** `accounts`: the addresses there are, the first of them */
  | { ok: false; reason: "no_such_account"; accounts: string[]; count: number };

const ACCOUNTS_SHOWN = 20;
/** no 0/o, 1/l/i: it may be read from one screen and typed at another */
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
const GROUPS = 5;
const GROUP_LENGTH = 4;

/** 20 letters of 31: 99 bits. */
function generatePassword(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}

/**
 * For whoever runs the installation: gives an account a new password of our making and ends all its sessions. The password is in the
 * answer and nowhere else.
 */
export async function resetPassword(address: string): Promise<PasswordReset> {
  const email = address.trim().toLowerCase();
  const user = await prisma().user.findUnique({ where: { email }, select: { id: true } });
  if (!user) {
    const known = await prisma().user.findMany({
      orderBy: { createdAt: "asc" },
      take: ACCOUNTS_SHOWN,
      select: { email: true },
    });
    const accounts = known.map((one) => one.email);
    return { ok: false, reason: "no_such_account", accounts, count: await prisma().user.count() };
  }
  const password = generatePassword();
  const hash = await hashPassword(password);
  const endedSessions = await prisma().$transaction((tx) =>
    setPassword(tx, { userId: user.id, hash, actor: "system", action: "account.password_reset" }),
  );
  return { ok: true, email, password, endedSessions };
}
