import { CHURN_HIGH, CHURN_MEDIUM, PURCHASES_MIN } from "@/lib/journey/predict";
import { DORMANT_DAYS, LONG_TERM_DAYS, RECENT_DAYS, silenceLimits } from "@/lib/journey/standing";
import { churnClasses, engagementClasses, inactiveClasses, leadClasses } from "@/lib/journey/standing-paths";
import { daysLaterSql, decayedSql, weeksSql } from "./ageing-sql";

const DAY_SECONDS = 86_400;
const dayOf = (moment: string) => `floor(extract(epoch from ${moment}) / ${DAY_SECONDS})::int`;
const whole = (score: string) => `floor(greatest(${score}, 0) + 0.5 + 1e-9)`;
const nameOf = (classes: readonly string[], place: string) =>
  `(array[${classes.map((name) => `'${name}'`).join(", ")}])[${place} + 1]`;

/** Of a row `x` of subscriber_scores with its rules `r`, on a day (SQL): the scores, as lib/journey/standing.ts makes them. */
const scoresSql = (day: string) => {
  const later = `greatest(${day} - x.day, 0)`;
  const weeks = `(select ${weeksSql("d.bits")} from (select ${daysLaterSql("coalesce(x.active_days, 0)", later)} as bits) d)`;
  const aged = (value: string, halfLife: string) => `(${decayedSql(`coalesce(${value}, 0)`, later, halfLife)})`;
  const bonus = `(1 + r.lead_bonus / 100 * greatest(${weeks} - 1, 0))`;
  return {
    lead: whole(`${aged("x.lead", "r.lead_half_life")} * ${bonus}`),
    engagement: `least(${whole(aged("x.engagement", "r.engagement_half_life"))}, 100)`,
  };
};

/** Of a row `x` on a day: what lib/journey/predict.ts says; null where there is not enough to go by. */
const predictionsSql = (day: string) => {
  const span = "(x.last_purchase_day - x.first_purchase_day)";
  const today = `greatest(${day}, x.day)`;
  const active = `exp(greatest((x.purchases - 1) * ln(${span}::float8 / greatest(${today} - x.first_purchase_day, ${span})), -50))`;
  const gap = `(${span}::float8 / (x.purchases - 1))`;
  const known = (value: string) =>
    `(case when x.purchases >= ${PURCHASES_MIN} and ${span} >= 1 then floor(${value} + 0.5 + 1e-9) end)`;
  return {
    risk: known(`100 * (1 - ${active})`),
    next: known(`${gap} - greatest(${today} - x.last_purchase_day, 0)`),
    value: known(`greatest(x.spent, 0) / x.purchases * (365 / ${gap}) * ${active}`),
  };
};

/** Places in leadClasses, engagementClasses and churnClasses, of rows `x` and `r`. `silent` must be 0 where nothing was ever heard. */
export function classesSql(day: string): { lead: string; engagement: string; churn: string; silent: string } {
  const { lead, engagement } = scoresSql(day);
  const { risk } = predictionsSql(day);
  const silent = `coalesce(greatest(greatest(${day}, x.day) - ${dayOf("x.last_seen_at")}, 0), 0)`;
  return {
    lead: `(select case when n >= r.lead_qualified then 3 when n >= r.lead_hot then 2 when n >= r.lead_warm then 1 else 0 end
      from (select ${lead} as n) n)::smallint`,
    engagement: `(select case when n > 80 then 3 when n > 50 then 2 when ${silent} > 30 then 1 else 0 end
      from (select ${engagement} as n) n)::smallint`,
    churn: `(select case when n >= ${CHURN_HIGH} then 3 when n >= ${CHURN_MEDIUM} then 2 when n is not null then 1 else 0 end
      from (select ${risk} as n) n)::smallint`,
    silent,
  };
}

/**
 * Place in inactiveClasses, of rows `s` (the person), `x` and `r`. Mails are counted only for whom nothing was heard of for as long as the
 * shortest limit.
 */
export function inactiveClassSql(day: string): string {
  const since = "coalesce(x.last_seen_at, s.created_at)";
  const silent = `greatest(greatest(${day}, coalesce(x.day, ${day})) - ${dayOf(since)}, 0)`;
  const mails = `(select count(*) from sends d where d.subscriber_id = s.id and d.channel = 'email' and d.status = 'sent'
    and d.sent_at > ${since} and d.sent_at <= ${since} + interval '30 days')`;
  const limit = `case ${silenceLimits.map(({ mails: n, days }) => `when m >= ${n} then ${days}`).join(" ")} end`;
  const valuable = `case jsonb_typeof(s.attributes -> 'lifetime_value') when 'number'
    then (s.attributes ->> 'lifetime_value')::numeric > r.high_value_over else false end`;
  const shortest = Math.min(...silenceLimits.map(({ days }) => days));
  return `(case when ${silent} < ${shortest} then 0 else (
    select case when d < l then 0 when ${valuable} and d < l + ${RECENT_DAYS} then 1
      when d >= ${DORMANT_DAYS} then 4 when d >= ${LONG_TERM_DAYS} then 3 else 2 end
    from (select ${limit} as l, d from (select ${mails} as m, ${silent} as d) m) l) end)::smallint`;
}

/** Where `x` and `r` come from, for a person `s`. No row: scores are off. */
const FROM = `score_rules r left join subscriber_scores x on x.workspace_id = s.workspace_id and x.subscriber_id = s.id
  where r.workspace_id = s.workspace_id and r.enabled`;

const valueSql = (day: string): Record<string, string> => {
  const { lead, engagement } = scoresSql(day);
  const classes = classesSql(day);
  const { risk, next, value } = predictionsSql(day);
  return {
    "scores.lead": lead,
    "scores.lead_class": nameOf(leadClasses, classes.lead),
    "scores.engagement": engagement,
    "scores.engagement_class": nameOf(engagementClasses, classes.engagement),
    "activity.last_seen_at": `to_char(x.last_seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    "activity.inactive_class": nameOf(inactiveClasses, inactiveClassSql(day)),
    "predictions.churn_risk": risk,
    "predictions.churn_class": nameOf(churnClasses, classes.churn),
    "predictions.next_purchase_in_days": next,
    "predictions.value_12_months": value,
  };
};

/**
 * The value of a standing path (lib/journey/standing-paths.ts) of the person `s` as jsonb; null where the workspace does not score.
 * `day` is SQL: days since 1970 of the instant that is asked about.
 */
export function standingValueSql(path: string, day: string): string {
  return `(select to_jsonb(${valueSql(day)[path] ?? "null::text"}) from ${FROM})`;
}

/** All of them as one jsonb object, `{scores, activity, predictions}`; `{}` where the workspace does not score. */
export function standingSql(day: string): string {
  const value = valueSql(day);
  const of = (group: string) =>
    Object.entries(value)
      .filter(([path]) => path.startsWith(`${group}.`))
      .map(([path, sql]) => `'${path.slice(group.length + 1)}', ${sql}`)
      .join(", ");
  const groups = ["scores", "activity", "predictions"].map((group) => `'${group}', jsonb_build_object(${of(group)})`);
  return `coalesce((select jsonb_build_object(${groups.join(", ")}) from ${FROM}), '{}')`;
}
