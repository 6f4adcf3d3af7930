import { addToStanding } from "@/lib/journey/add-to-standing";
import type { EventFact, Instant } from "@/lib/journey/facts";
import type { JsonObject } from "@/lib/journey/json";
import type { ScoreRules } from "@/lib/journey/score-rules";
import { type StandingAbout, type StandingRow, standingAt } from "@/lib/journey/standing";

/** Where somebody stood when a simulation began, and by which rules they are scored. */
export type StartingStanding = { row: StandingRow; rules: ScoreRules; about: StandingAbout };

/** Where they stand at `now`, after what they did since. */
export function standingOverTime(
  { row, rules, about }: StartingStanding,
  since: readonly EventFact[],
  now: Instant,
): JsonObject {
  const after = since.filter(({ at }) => at <= now).reduce((sum, event) => addToStanding(sum, event, rules), row);
  return standingAt(after, rules, about, now);
}
