import type { Instant } from "./facts";
import type { JsonObject } from "./json";
import { byEitherName, namesEither } from "./other-name";
import type { PurchaseRow } from "./predict";
import { dig } from "./read-path";
import type { ScoreRules } from "./score-rules";
import { ACTIVE_DAYS_MASK, daysLater, decayed, type StandingRow, standingDay } from "./standing";

/** Something that somebody did, or that a journey said of them (`emitted`). */
export type StandingEvent = { event: string; occurred_at: Instant; properties?: JsonObject; emitted?: boolean };

/** What one event is worth; undefined: nothing at all, not even a sign of life. */
function worth({ event, emitted }: StandingEvent, rules: ScoreRules) {
  const quiet = emitted === true || namesEither(rules.activity.quiet_events, event);
  const lead = byEitherName(rules.lead.points, event) ?? 0;
  const engagement = quiet ? 0 : (byEitherName(rules.engagement.points, event) ?? rules.engagement.other_points);
  return quiet && lead === 0 && event !== rules.predictions.purchase_event
    ? undefined
    : { lead, engagement, seen: !quiet };
}

/** The row after one event, in whatever order events come. Pure; the same arithmetic as SCORE_EVENTS in lib/db/scores.sql.ts. */
export function addToStanding(row: StandingRow, event: StandingEvent, rules: ScoreRules): StandingRow {
  const value = worth(event, rules);
  if (!value) return row;
  const day = Math.max(row.day, standingDay(event.occurred_at));
  const aged = day - row.day;
  const late = day - standingDay(event.occurred_at);
  const { half_life_days: leadHalfLife } = rules.lead;
  const { half_life_days: engagementHalfLife } = rules.engagement;
  const bits = daysLater(row.active_days, aged) | daysLater(value.lead === 0 ? 0 : 1, late);
  return {
    day,
    lead: decayed(row.lead, aged, leadHalfLife) + decayed(value.lead, late, leadHalfLife),
    engagement: decayed(row.engagement, aged, engagementHalfLife) + decayed(value.engagement, late, engagementHalfLife),
    active_days: bits & ACTIVE_DAYS_MASK,
    ...withPurchase(row, event, rules),
    last_seen_at: value.seen ? Math.max(row.last_seen_at ?? event.occurred_at, event.occurred_at) : row.last_seen_at,
  };
}

/** One purchase counts at most so much, so that sums stay sums. */
const AMOUNT_MAX = 1e12;

function withPurchase(
  row: PurchaseRow,
  { event, occurred_at, properties }: StandingEvent,
  { predictions }: ScoreRules,
): PurchaseRow {
  const { purchases, first_purchase_day, last_purchase_day, spent } = row;
  if (event !== predictions.purchase_event) return { purchases, first_purchase_day, last_purchase_day, spent };
  const day = standingDay(occurred_at);
  const amount = dig(properties, predictions.amount_property.split("."));
  return {
    purchases: purchases + 1,
    first_purchase_day: Math.min(first_purchase_day ?? day, day),
    last_purchase_day: Math.max(last_purchase_day ?? day, day),
    spent: spent + (typeof amount === "number" ? Math.min(Math.max(amount, -AMOUNT_MAX), AMOUNT_MAX) : 0),
  };
}
