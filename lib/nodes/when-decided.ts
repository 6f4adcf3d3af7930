import type { Evaluation } from "@/lib/journey/evaluate-condition";
import type { Seen } from "@/lib/journey/facts";
import type { Outcome } from "@/lib/journey/outcome";

/** Goes on with a decided condition, or asks for the facts it lacks. */
export function whenDecided(evaluation: Evaluation, then: (result: boolean, seen: Seen[]) => Outcome): Outcome {
  return evaluation.kind === "needs" ? evaluation : then(evaluation.result, evaluation.seen);
}
