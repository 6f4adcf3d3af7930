import type { Instant } from "./facts";
import type { Json } from "./json";
import { type PurchaseRow, predict } from "./predict";
import type { ScoreRules } from "./score-rules";
import { engagementClasses, inactiveClasses, leadClasses } from "./standing-paths";

/**
 * Where somebody stands by what they did: lead score (FEATURES U4), engagement (U5), kind of silence (U7).
 *
 * Points age in whole days of UTC: an event is worth `points · 2^(−days since / half-life)`. So a person's sum is two numbers, a value and its
 * day, and no event is ever looked at twice: a later event first ages the sum, an earlier one is aged before it is added. The lead score
 * is that sum times `1 + bonus · (active weeks of the last four − 1)`, a week being seven days counted back from today, and active when
 * anything in it earned points. Scores are whole numbers: what is shown is what is compared.
 */
export type StandingRow = {
  /** days since 1970, UTC: the sums are as of its end */
  day: number;
  lead: number;
  engagement: number;
  /** bit n: points were earned n days before `day`; 28 bits */
  active_days: number;
  last_seen_at: Instant | null;
} & PurchaseRow;

/** What the kind of silence looks at besides. */
export type StandingAbout = {
  /** silence of whom nothing was ever heard begins here */
  created_at: Instant;
  lifetime_value: Json | undefined;
  /** mails sent to them in the 30 days after they were last seen */
  mails_since: number;
};

/** The values that the paths of standing-paths.ts lead to. */
export type Standing = {
  scores: { lead: number; lead_class: string; engagement: number; engagement_class: string };
  activity: { last_seen_at: string | null; inactive_class: string };
  predictions: Predictions;
};

/** Null: there is not enough to go by. */
export type Predictions = {
  /** percent */
  churn_risk: number | null;
  churn_class: string;
  next_purchase_in_days: number | null;
  value_12_months: number | null;
};

const DAY_MS = 86_400_000;
/** Bits of active_days. */
export const ACTIVE_DAYS_MASK = 2 ** 28 - 1;

export const standingDay = (at: Instant): number => Math.floor(at / DAY_MS);

export const emptyStanding = (day: number): StandingRow => ({
  day,
  lead: 0,
  engagement: 0,
  active_days: 0,
  last_seen_at: null,
  purchases: 0,
  first_purchase_day: null,
  last_purchase_day: null,
  spent: 0,
});

/** decayedSql of lib/audience. */
export function decayed(value: number, days: number, halfLifeDays: number): number {
  if (days === 0) return value;
  if (days > 60 * halfLifeDays || Math.abs(value) < 1e-12) return 0;
  return value * 2 ** (-days / halfLifeDays);
}

/** daysLaterSql of lib/audience. */
export function daysLater(bits: number, days: number): number {
  return days >= 28 ? 0 : (bits * 2 ** days) % 2 ** 28;
}

function activeWeeks(bits: number): number {
  return [0, 7, 14, 21].filter((first) => ((bits >>> first) & 127) !== 0).length;
}

/** Half a point counts; a hair below it, too, so that the last bit of a power decides nothing. */
const whole = (score: number): number => Math.floor(Math.max(score, 0) + 0.5 + 1e-9);

/** The values at `now`, by path: `{scores: {…}, activity: {…}, predictions: {…}}`. Never earlier than the row's day. The same as standing-sql.ts says. */
export function standingAt(row: StandingRow, rules: ScoreRules, about: StandingAbout, now: Instant): Standing {
  const today = Math.max(standingDay(now), row.day);
  const later = today - row.day;
  const weeks = activeWeeks(daysLater(row.active_days, later));
  const bonus = 1 + (rules.lead.consistency_bonus / 100) * Math.max(weeks - 1, 0);
  const lead = whole(decayed(row.lead, later, rules.lead.half_life_days) * bonus);
  const engagement = Math.min(whole(decayed(row.engagement, later, rules.engagement.half_life_days)), 100);
  const silent = Math.max(today - standingDay(row.last_seen_at ?? about.created_at), 0);
  return {
    scores: {
      lead,
      lead_class: leadClasses[leadClass(lead, rules.lead)] ?? "cold",
      engagement,
      engagement_class: engagementClasses[engagementClass(engagement, row.last_seen_at === null ? 0 : silent)] ?? "low",
    },
    activity: {
      last_seen_at: row.last_seen_at === null ? null : new Date(row.last_seen_at).toISOString(),
      inactive_class: inactiveClasses[inactiveClass(silent, about, rules.activity.high_value_over)] ?? "active",
    },
    predictions: predict(row, today),
  };
}

function leadClass(lead: number, { warm, hot, qualified }: ScoreRules["lead"]): number {
  if (lead >= qualified) return 3;
  if (lead >= hot) return 2;
  return lead >= warm ? 1 : 0;
}

/** Above 80, above 50, silent for more than 30 days, else low. Who was never heard of is low. */
function engagementClass(engagement: number, silentDays: number): number {
  if (engagement > 80) return 3;
  if (engagement > 50) return 2;
  return silentDays > 30 ? 1 : 0;
}

/** Days of silence that make somebody inactive, by how many mails they got in the 30 days after they were last seen. */
export const silenceLimits = [
  { mails: 12, days: 30 },
  { mails: 3, days: 90 },
  { mails: 0, days: 180 },
] as const;
/** Somebody of high value has only just gone quiet for so many days after the limit. */
export const RECENT_DAYS = 60;
export const LONG_TERM_DAYS = 180;
export const DORMANT_DAYS = 365;

function inactiveClass(
  silentDays: number,
  { mails_since, lifetime_value }: StandingAbout,
  highValueOver: number,
): number {
  const limit = silenceLimits.find(({ mails }) => mails_since >= mails)?.days ?? 180;
  if (silentDays < limit) return 0;
  if (typeof lifetime_value === "number" && lifetime_value > highValueOver && silentDays < limit + RECENT_DAYS)
    return 1;
  if (silentDays >= DORMANT_DAYS) return 4;
  return silentDays >= LONG_TERM_DAYS ? 3 : 2;
}
