/** Statements on mail_rates: at most so many mails a second for each workspace, all workers together. */

/** Workspaces of these that have a limit. $1 workspaces */
export const READ_MAIL_RATES = `
select id, (settings ->> 'mails_per_second')::int as per_second from workspaces
where id = any($1::int[]) and jsonb_typeof(settings -> 'mails_per_second') = 'number' order by id`;

/** $1 workspaces */
export const ADD_MAIL_RATES = `
insert into mail_rates (workspace_id) select * from unnest($1::int[]) as w order by 1 on conflict do nothing`;

/** Locks the lines until the end of the transaction, in one order, so that two workers never wait for each other. $1 workspaces */
export const LOCK_MAIL_RATES = `
select workspace_id, turns, line_ends from mail_rates where workspace_id = any($1::int[]) order by workspace_id for update`;

/** $1 workspace, $2 turns, $3 until when mails stand in line (ms) */
export const WRITE_MAIL_RATE = `update mail_rates set turns = $2::jsonb, line_ends = $3 where workspace_id = $1`;

/** Puts claimed mails into the line. What an earlier attempt says of them stays. $1 ids, $2 when each is due (ms). */
export const STAND_IN_LINE = `
update sends s set due_at = to_timestamp(t.due / 1000), reason = coalesce(s.reason, 'rate_limited')
from unnest($1::uuid[], $2::float8[]) as t (id, due) where s.id = t.id and s.status = 'queued'`;

/** Ends the line: whoever stands in it is due when they were written, so that their order stays. $1 workspace */
export const END_LINE = `
with ended as (delete from mail_rates where workspace_id = $1)
update sends set due_at = created_at, reason = null
where workspace_id = $1 and status = 'queued' and reason = 'rate_limited' returning shard`;
