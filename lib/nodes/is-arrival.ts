import type { StepInput } from "./define-node";

/**
 * Whether a node is asked for the first time in this visit: no timer has run out and nothing has woken the person. Steps that begin
 * something outside (a call, a run) do it now and only now.
 */
export function isArrival({
  wake,
  timer,
  arrived_at,
  env,
}: Pick<StepInput<unknown>, "wake" | "timer" | "arrived_at" | "env">): boolean {
  return wake === undefined && !timer && arrived_at === env.now;
}
