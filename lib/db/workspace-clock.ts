import type { Instant } from "@/lib/journey/facts";
import { realNow } from "./real-now";

/** The workspace's time: real in live (offset 0), real plus an offset in a sandbox. The only place outside tests that reads a clock for the engine. */
export function clockNow(
  workspace: { mode: string; clockOffsetMs: bigint | string | number },
  real = realNow(),
): Instant {
  return workspace.mode === "sandbox" ? real + Number(workspace.clockOffsetMs) : real;
}
