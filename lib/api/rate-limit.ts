import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Principal } from "@/lib/auth/principal";

const WINDOW_S = 10;
/** Far above what a person or a well-behaved import does, far below what one process can serve. */
const REQUESTS_MAX = 5_000;

let limiter = new RateLimiterMemory({ points: REQUESTS_MAX, duration: WINDOW_S });

/** Seconds to wait before this key or person may ask again; undefined when they may now. Counts per process. */
export async function secondsToWait(who: Principal | { userId: string }): Promise<number | undefined> {
  const name = "kind" in who && who.kind === "key" ? `key:${who.keyId}` : `user:${"userId" in who ? who.userId : ""}`;
  return consume(limiter, name);
}

async function consume(from: RateLimiterMemory, name: string): Promise<number | undefined> {
  try {
    await from.consume(name);
    return undefined;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
    throw refusal;
  }
}

/** Starts counting anew with another limit; for tests and for operators' start-up code. */
export function limitRequests(max: number = REQUESTS_MAX): void {
  limiter = new RateLimiterMemory({ points: max, duration: WINDOW_S });
}

/** Drafts of a workspace in a minute: each may cost the operator money, and keeps a request open for minutes. */
const DRAFTS_MAX = 10;
const drafts = new RateLimiterMemory({ points: DRAFTS_MAX, duration: 60 });

/** Seconds until the workspace may have another journey drafted; undefined when it may now. Counts per process. */
export function secondsToDraft(workspaceId: number): Promise<number | undefined> {
  return consume(drafts, String(workspaceId));
}

/** Test calls of a workspace in a minute: enough to try things out, too few to use us against somebody. */
const TEST_CALLS_MAX = 30;
const testCalls = new RateLimiterMemory({ points: TEST_CALLS_MAX, duration: 60 });

/** Seconds until the workspace may make another test call; undefined when it may now. Counts per process. */
export function secondsToTestCall(workspaceId: number): Promise<number | undefined> {
  return consume(testCalls, String(workspaceId));
}
