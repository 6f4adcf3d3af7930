import { addToStanding } from "@/lib/journey/add-to-standing";
import type { EventFact, Instant } from "@/lib/journey/facts";
import type { ScoreRules } from "@/lib/journey/score-rules";
import { emptyStanding, standingDay } from "@/lib/journey/standing";
import type { StartingStanding } from "./standing-over-time";

/** Where somebody invented stands: what is said of their scores, else what their history makes of them. */
export function startingStanding(
  given: { lead?: number | undefined; engagement?: number | undefined },
  rules: ScoreRules,
  startAt: Instant,
  history: readonly EventFact[],
): StartingStanding {
  const past = history.reduce((row, event) => addToStanding(row, event, rules), emptyStanding(standingDay(startAt)));
  const row = {
    ...past,
    ...(given.lead === undefined ? {} : { lead: given.lead, active_days: 0 }),
    ...(given.engagement === undefined ? {} : { engagement: given.engagement }),
  };
  return { row, rules, about: { created_at: startAt, lifetime_value: undefined, mails_since: 0 } };
}
