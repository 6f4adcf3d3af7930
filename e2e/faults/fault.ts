import type { Finding } from "./findings";
import type { Stage } from "./stage";

/** What a fault found out. `trials`: how often the fault happened, or how many people it happened to. */
export type Trial = { trials: number; of: string; findings: Finding[] } | { skipped: string };

export type Fault = {
  name: string;
  /** what is done to whom, in the words of the report */
  about: string;
  /** part of `npm test`, too */
  short: boolean;
  run: (stage: Stage) => Promise<Trial>;
};
