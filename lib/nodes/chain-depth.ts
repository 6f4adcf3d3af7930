import type { Facts, Instant } from "@/lib/journey/facts";

/** Runs that start runs (by events or by name) without a minute between them stop here: nobody means to go round for ever. */
export const CHAIN_DEPTH_MAX = 20;
const SAME_MOMENT_MS = 60_000;

/** TriggerFact.depth of a run that this one starts now. */
export function chainDepth({ trigger }: Facts, now: Instant): number {
  return now - trigger.at < SAME_MOMENT_MS ? (trigger.depth ?? 0) + 1 : 1;
}
