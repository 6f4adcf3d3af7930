import { RateLimiterMemory } from "rate-limiter-flexible";

/** Wrong passwords for one account, from wherever they come; right ones cost nothing. Per process. */
const FAILURES_MAX = 20;
const WINDOW_S = 15 * 60;

const failures = new RateLimiterMemory({ points: FAILURES_MAX, duration: WINDOW_S });

const keyOf = (email: string) => email.trim().toLowerCase().slice(0, 320);

/** Seconds until the account may be tried again; undefined when it may be tried now. */
export async function signInWait(email: string): Promise<number | undefined> {
  const state = await failures.get(keyOf(email));
  if (!state || state.consumedPoints < FAILURES_MAX) return undefined;
  return Math.max(1, Math.ceil(state.msBeforeNext / 1_000));
}

export async function noteFailedSignIn(email: string): Promise<void> {
  await failures.penalty(keyOf(email));
}

export async function forgetFailedSignIns(email: string): Promise<void> {
  await failures.delete(keyOf(email));
}
