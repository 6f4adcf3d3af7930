/** Statements on trigger_uses: how often a trigger with limits has let somebody in. */

/**
 * The counts as they stand, locked until the transaction ends; missing rows are made. In key order, so that two transactions wait for
 * each other instead of deadlocking. $1 workspace, arrays: journey, node, subscriber ("0": everybody).
 */
export const LOCK_USES = `
insert into trigger_uses as u (journey_id, node, subscriber_id, workspace_id)
select t.journey_id, t.node, t.subscriber_id, $1 from unnest($2::uuid[], $3::text[], $4::bigint[]) as t(journey_id, node, subscriber_id)
order by 1, 2, 3
on conflict (journey_id, node, subscriber_id) do update set entries = u.entries
returning journey_id, node, subscriber_id::text as subscriber_id, entries::float8 as entries,
  (extract(epoch from last_at) * 1000)::float8 as last_at`;

/** Counts entries. The rows are locked. Arrays: journey, node, subscriber, how many more, last at (epoch seconds). */
export const COUNT_USES = `
update trigger_uses u set entries = u.entries + t.more, last_at = to_timestamp(t.last_at)
from unnest($1::uuid[], $2::text[], $3::bigint[], $4::bigint[], $5::float8[]) as t(journey_id, node, subscriber_id, more, last_at)
where u.journey_id = t.journey_id and u.node = t.node and u.subscriber_id = t.subscriber_id`;
