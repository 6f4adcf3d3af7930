import { daysLaterSql, decayedSql } from "@/lib/audience/ageing-sql";
import { byEitherNameSql, namesEitherSql } from "@/lib/audience/other-name-sql";
import { classesSql, inactiveClassSql } from "@/lib/audience/standing-sql";
import { addressKeySql } from "./address-key-sql";

/** score_rules.built_to when everybody is scored by the present rules. */
export const EVERYBODY = "9223372036854775807";

export const READ_SCORE_RULES = `
select enabled, lead_points as "leadPoints", lead_half_life as "leadHalfLife", lead_bonus as "leadBonus", lead_warm as "leadWarm",
  lead_hot as "leadHot", lead_qualified as "leadQualified", engagement_points as "engagementPoints",
  engagement_other as "engagementOther", engagement_half_life as "engagementHalfLife", quiet_events as "quietEvents", purchase_event as "purchaseEvent", purchase_amount as "purchaseAmount",
  high_value_over as "highValueOver", lifecycle
from score_rules where workspace_id = $1`;

const told = classesSql("$8");

/**
 * Adds what a flush's people did to their scores, in order of id: later days age what is there, earlier ones are aged. $1 workspace, arrays:
 * person, day, lead, engagement, active days, last seen (ms or null); $8 today, $9 and $10 the half-lives; arrays $11…: purchases, first and last day of one (or null), spent. Gives those whose class is not as it was last told; of people
 * whom a rebuild has still to reach nobody. The same arithmetic as addToStanding.
 */
export const SCORE_EVENTS = `
with r as materialized (
  select * from score_rules where workspace_id = $1
), x as (
  insert into subscriber_scores as s (workspace_id, subscriber_id, day, lead, engagement, active_days, last_seen_at,
    purchases, first_purchase_day, last_purchase_day, spent)
  select $1, g.subscriber_id, g.day, g.lead, g.engagement, g.active_days, to_timestamp(g.seen / 1000),
    g.purchases, g.first_purchase_day, g.last_purchase_day, g.spent
  from unnest($2::bigint[], $3::int[], $4::float8[], $5::float8[], $6::int[], $7::float8[], $11::int[], $12::int[], $13::int[], $14::float8[])
    as g(subscriber_id, day, lead, engagement, active_days, seen, purchases, first_purchase_day, last_purchase_day, spent)
  order by g.subscriber_id
  on conflict (workspace_id, subscriber_id) do update set
    day = greatest(s.day, excluded.day),
    lead = ${decayedSql("s.lead", "greatest(excluded.day - s.day, 0)", "$9::float8")}
      + ${decayedSql("excluded.lead", "greatest(s.day - excluded.day, 0)", "$9::float8")},
    engagement = ${decayedSql("s.engagement", "greatest(excluded.day - s.day, 0)", "$10::float8")}
      + ${decayedSql("excluded.engagement", "greatest(s.day - excluded.day, 0)", "$10::float8")},
    active_days = ${daysLaterSql("s.active_days", "greatest(excluded.day - s.day, 0)")}
      | ${daysLaterSql("excluded.active_days", "greatest(s.day - excluded.day, 0)")},
    last_seen_at = greatest(s.last_seen_at, excluded.last_seen_at),
    purchases = s.purchases + excluded.purchases,
    first_purchase_day = least(s.first_purchase_day, excluded.first_purchase_day),
    last_purchase_day = greatest(s.last_purchase_day, excluded.last_purchase_day),
    spent = s.spent + excluded.spent
  returning *
)
select x.subscriber_id::text as id from x, r
where x.subscriber_id <= r.built_to
  and (${told.lead} <> x.lead_told or ${told.engagement} <> x.engagement_told or ${told.churn} <> x.churn_told
    or (x.inactive_told <> 0 and ${told.silent} < 30))`;

const present = classesSql("$3");

/**
 * Notes the classes of some people as told, and gives those that differ from what was told before. $1 workspace, $2 people, $3 today. Places in
 * the lists of lib/journey/standing-paths.ts.
 */
export const TELL_CLASSES = `
with present as materialized (
  select x.subscriber_id, x.lead_told as lead_was, x.engagement_told as engagement_was, x.inactive_told as inactive_was, x.churn_told as churn_was,
    ${present.lead} as lead_is, ${present.engagement} as engagement_is, ${inactiveClassSql("$3")} as inactive_is,
    ${present.churn} as churn_is
  from subscriber_scores x join score_rules r on r.workspace_id = x.workspace_id
  join subscribers s on s.id = x.subscriber_id and s.workspace_id = x.workspace_id
  where x.workspace_id = $1 and x.subscriber_id = any($2::bigint[])
  order by x.subscriber_id for update of x
)
update subscriber_scores x set lead_told = n.lead_is, engagement_told = n.engagement_is, inactive_told = n.inactive_is,
  churn_told = n.churn_is
from present n where x.workspace_id = $1 and x.subscriber_id = n.subscriber_id
  and (n.lead_was, n.engagement_was, n.inactive_was, n.churn_was)
    is distinct from (n.lead_is, n.engagement_is, n.inactive_is, n.churn_is)
returning n.subscriber_id::text as id, n.lead_was, n.lead_is, n.engagement_was, n.engagement_is, n.inactive_was, n.inactive_is,
  n.churn_was, n.churn_is`;

/** ---- the daily sweep ---- */

/** Workspaces whose rules have something to be done at all; whether it is time depends on their clocks. */
export const SCORING_WORKSPACES = `
select w.id, w.mode, w.clock_offset_ms, r.swept_day, r.built_to::text as built_to
from score_rules r join workspaces w on w.id = r.workspace_id where r.enabled order by w.id`;

/** The rules of a workspace whose day $2 is not yet looked at, for this transaction alone. */
export const CLAIM_SWEEP = `
select swept_to::text as swept_to from score_rules
where workspace_id = $1 and enabled and built_to = ${EVERYBODY} and swept_day < $2 for update skip locked`;

/** People of whom nothing was ever heard have a row too, from the day after they came: silence is a class. $1 workspace, $2 today. */
export const ADD_SILENT_PEOPLE = `
insert into subscriber_scores (workspace_id, subscriber_id, day)
select s.workspace_id, s.id, $2 from subscribers s
where s.workspace_id = $1 and not exists (
  select from subscriber_scores x where x.workspace_id = s.workspace_id and x.subscriber_id = s.id)
order by s.id on conflict do nothing`;

/** The next people whose class time has changed. $1 workspace, $2 after, $3 today, $4 how many. */
export const FIND_DRIFTED = `
select x.subscriber_id::text as id from subscriber_scores x join score_rules r on r.workspace_id = x.workspace_id
join subscribers s on s.id = x.subscriber_id and s.workspace_id = x.workspace_id
where x.workspace_id = $1 and x.subscriber_id > $2::bigint
  and (${present.lead} <> x.lead_told or ${present.engagement} <> x.engagement_told or ${present.churn} <> x.churn_told
    or ${inactiveClassSql("$3")} <> x.inactive_told)
order by x.subscriber_id limit $4`;

export const SWEPT_TO = "update score_rules set swept_to = $2::bigint where workspace_id = $1";
export const SWEPT = "update score_rules set swept_day = $2, swept_to = 0 where workspace_id = $1";

/** ---- building from history ---- */

/** Rules by which not everybody is scored, for this transaction alone. $1 workspaces that are left out. */
export const CLAIM_UNSCORED = `
select r.workspace_id, r.built_to::text as built_to, r.people_total, r.updated_at::text as updated_at
from score_rules r where r.enabled and r.built_to < ${EVERYBODY} and r.workspace_id <> all($1::int[]) order by r.workspace_id limit 1 for update skip locked`;

/** $1 workspace, $2 when the rules were written: rules that have changed meanwhile begin anew. */
export const BEGIN_SCORING = `
update score_rules set people_total = (select count(*) from subscribers where workspace_id = $1)
where workspace_id = $1 and people_total is null and updated_at = $2::timestamptz`;

/** $1 workspace, $2 after, $3 how many. */
export const NEXT_UNSCORED = `
select s.id::text as id from subscribers s where s.workspace_id = $1 and s.id > $2::bigint order by s.id limit $3`;

/** Rows for people who have none, so that all can be locked. $1 workspace, $2 people, $3 today. */
export const ADD_SCORES = `
insert into subscriber_scores (workspace_id, subscriber_id, day)
select $1, p, $3 from unnest($2::bigint[]) as p order by p on conflict do nothing`;

export const LOCK_SCORES = `
select subscriber_id from subscriber_scores where workspace_id = $1 and subscriber_id = any($2::bigint[])
order by subscriber_id for update`;

/**
 * Scores people anew from everything they did. Must be a statement of its own after their rows are locked: an event whose flush has not
 * committed will add itself to this row afterwards, one that has is seen here. $1 workspace, $2 people, $3 today.
 */
export const SCORE_ANEW = `
with r as materialized (
  select * from score_rules where workspace_id = $1
), worth as (
  select k.id as kind_id, k.name = r.purchase_event as bought, coalesce(${byEitherNameSql("r.lead_points", "k.name")}::float8, 0) as lead, ${namesEitherSql("r.quiet_events", "k.name")} as quiet,
    coalesce(${byEitherNameSql("r.engagement_points", "k.name")}::float8, r.engagement_other) as engagement
  from event_kinds k, r where k.workspace_id = $1
), days as (
  select e.subscriber_id, floor(extract(epoch from e.occurred_at) / 86400)::int as day, sum(w.lead) as lead,
    coalesce(sum(w.engagement) filter (where not q.quiet), 0) as engagement, bool_or(w.lead <> 0) as active,
    max(e.occurred_at) filter (where not q.quiet) as seen, count(*) filter (where w.bought)::int as purchases,
    coalesce(sum(a.amount) filter (where w.bought), 0) as spent
  from events e join worth w on w.kind_id = e.kind_id,
    lateral (select w.quiet or coalesce(e.context ->> 'source' = 'journey' and e.context ? 'node_id', false) as quiet) q,
    lateral (select case when w.bought and jsonb_typeof(e.properties #> (select string_to_array(purchase_amount, '.') from r)) = 'number'
      then greatest(least((e.properties #>> (select string_to_array(purchase_amount, '.') from r))::numeric, 1e12), -1e12)::float8 end as amount) a
  where e.subscriber_id = any($2::bigint[]) and (w.lead <> 0 or not q.quiet or w.bought)
  group by 1, 2
), lasts as (
  select subscriber_id, max(day) as day from days group by 1
), sums as (
  select l.subscriber_id, l.day, sum(${decayedSql("d.lead", "(l.day - d.day)", "r.lead_half_life")}) as lead,
    sum(${decayedSql("d.engagement", "(l.day - d.day)", "r.engagement_half_life")}) as engagement,
    bit_or(case when d.active then ${daysLaterSql("1", "(l.day - d.day)")} else 0 end) as active_days, max(d.seen) as seen,
    sum(d.purchases)::int as purchases, min(d.day) filter (where d.purchases > 0) as first_purchase_day,
    max(d.day) filter (where d.purchases > 0) as last_purchase_day, sum(d.spent) as spent
  from lasts l join days d on d.subscriber_id = l.subscriber_id, r group by 1, 2
)
update subscriber_scores x set day = coalesce(s.day, $3), lead = coalesce(s.lead, 0), engagement = coalesce(s.engagement, 0),
  active_days = coalesce(s.active_days, 0), last_seen_at = s.seen, purchases = coalesce(s.purchases, 0),
  first_purchase_day = s.first_purchase_day, last_purchase_day = s.last_purchase_day, spent = coalesce(s.spent, 0)
from unnest($2::bigint[]) as p left join sums s on s.subscriber_id = p
where x.workspace_id = $1 and x.subscriber_id = p`;

export const SCORED_TO = `
update score_rules set built_to = $2::bigint, people_done = people_done + $3 where workspace_id = $1`;

/** Promise 7 for people who never answer. $1 workspace, $2 people. */
export const SUPPRESS_INACTIVE = `
insert into suppressions (workspace_id, channel, address, reason)
select distinct $1::int, 'email', ${addressKeySql("s")}, 'inactive' from subscribers s
where s.workspace_id = $1 and s.id = any($2::bigint[]) and trim(coalesce(s.email, '')) <> ''
order by 3
on conflict (workspace_id, channel, address) do nothing`;
