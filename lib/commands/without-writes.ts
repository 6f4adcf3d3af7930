import { happensInDryRun } from "@/lib/engine/happens-in-dry-run";
import type { Walked } from "./walked";

/** A walk of a dry run: nothing is written about the person. */
export function withoutWrites(walked: Walked): Walked {
  const effects = walked.walk.effects.filter(({ effect }) => happensInDryRun(effect));
  return { ...walked, dryRun: true, walk: { ...walked.walk, effects } };
}
