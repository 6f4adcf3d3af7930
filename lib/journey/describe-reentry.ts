import { describePathName } from "./describe-condition";
import { describeDuration } from "./describe-duration";
import type { Reentry } from "./settings";

/** Who may enter again, as one sentence. */
export function describeReentry(reentry: Reentry): string {
  switch (reentry.policy) {
    case "once":
      return "Each person goes through once, ever.";
    case "once_at_a_time":
      return "Each person can be inside once at a time, and may come back after leaving.";
    case "after":
      return `Each person may enter again ${describeDuration(reentry.after)} after entering, once they have left.`;
    case "parallel":
      return reentry.key
        ? `Each person can be inside several times at once, one run for each ${describePathName(reentry.key)}.`
        : "Each person can be inside several times at once; every trigger starts a run.";
  }
}
