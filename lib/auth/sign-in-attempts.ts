import { RateLimiterMemory } from "rate-limiter-flexible";
import { prisma } from "@/lib/db/prisma";

/** Wrong passwords for one account, from wherever they come; right ones cost nothing. Per process. */
const FAILURES_MAX = 20;
const WINDOW_S = 15 * 60;

const failures = new RateLimiterMemory({ points: FAILURES_MAX, duration: WINDOW_S });

const keyOf = (email: string) => email.trim().toLowerCase().slice(0, 320);

/** Seconds until the account may be tried again; undefined when it may be tried now. */
export async function signInWait(email: string): Promise<number | undefined> {
  const state = await failures.get(keyOf(email));
  if (!state || state.consumedPoints < FAILURES_MAX) return undefined;
  const since = new Date(Date.now() + state.msBeforeNext - WINDOW_S * 1_000);
  if (await hasNewPassword(email, since)) {
    await forgetFailedSignIns(email);
    return undefined;
  }
  return Math.max(1, Math.ceil(state.msBeforeNext / 1_000));
}

export async function noteFailedSignIn(email: string): Promise<void> {
  await failures.penalty(keyOf(email));
}

export async function forgetFailedSignIns(email: string): Promise<void> {
  await failures.delete(keyOf(email));
}

/** Attempts at a password that is no more say nothing about the one there is now: who was locked out and got a new one need not wait. */
async function hasNewPassword(email: string, since: Date): Promise<boolean> {
  const changed = { providerId: "credential", updatedAt: { gt: since }, user: { email: keyOf(email) } };
  return (await prisma().account.count({ where: changed })) > 0;
}
