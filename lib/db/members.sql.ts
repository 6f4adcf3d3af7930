/** Changes of manual segments' members. The people must be locked. Both return who really came or went. */

/** $1 segments, $2 people, $3 workspace, $4 now (ms) */
export const JOIN_MANUAL = `
insert into segment_members (segment_id, subscriber_id, workspace_id, entered_at)
select g.id, s.id, g.workspace_id, to_timestamp($4::float8 / 1000)
from unnest($1::text[], $2::bigint[]) as t(segment_id, subscriber_id)
join segments g on g.id::text = t.segment_id and g.workspace_id = $3 and g.kind = 'manual'
join subscribers s on s.id = t.subscriber_id and s.workspace_id = $3
order by 1, 2 on conflict do nothing
returning segment_id, subscriber_id::text as subscriber_id`;

/** $1 segments, $2 people, $3 workspace */
export const LEAVE_MANUAL = `
delete from segment_members m using unnest($1::text[], $2::bigint[]) as t(segment_id, subscriber_id), segments g
where g.id::text = t.segment_id and g.workspace_id = $3 and g.kind = 'manual'
  and m.segment_id = g.id and m.subscriber_id = t.subscriber_id
returning m.segment_id, m.subscriber_id::text as subscriber_id`;
