/** How urgent what a journey sends is. Without one: normal. */
export const sendPriorities = ["critical", "high", "normal", "low"] as const;
export type SendPriority = (typeof sendPriorities)[number];

const HEAD_STARTS_MS: Record<SendPriority, number> = { critical: 3_600_000, high: 600_000, normal: 60_000, low: 0 };

/**
 * By how much a message stands earlier in the line than it was made, in ms. Sends go out by their due time, so in a backlog a critical one
 * overtakes all that became due up to an hour before it, and nothing waits for ever behind what is more urgent (priority by ageing).
 * Without a backlog it changes nothing.
 */
export function sendHeadStartMs(priority: SendPriority = "normal"): number {
  return HEAD_STARTS_MS[priority];
}
