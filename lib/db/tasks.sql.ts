/** Who of the addresses is a member. $1 workspaces, $2 addresses in lower case. */
export const FIND_MEMBERS = `
select m.workspace_id, m.user_id, lower(u.email) as address from memberships m join users u on u.id = m.user_id
where m.workspace_id = any($1::int[]) and lower(u.email) = any($2::text[])`;

/**
 * Moves the turns of these steps on and says where they stand afterwards; in one order, so that two workers never wait for each other in
 * a circle. $1 journeys, $2 nodes, $3 workspaces, $4 how many tasks each gives out now.
 */
export const TAKE_TASK_TURNS = `
insert into task_turns (journey_id, node_id, workspace_id, given)
select * from unnest($1::uuid[], $2::text[], $3::int[], $4::bigint[]) as t(journey_id, node_id, workspace_id, given) order by 1, 2
on conflict (journey_id, node_id) do update set given = task_turns.given + excluded.given
returning journey_id, node_id, given::float8 as given`;

/** A task that is there already (its walk was done again) stays as it is. Parallel arrays in the order of the columns. */
export const CREATE_TASKS = `
insert into tasks (id, workspace_id, subscriber_id, enrollment_id, journey_id, node_id, title, notes, assignee_id, due_at, created_at)
select * from unnest($1::uuid[], $2::int[], $3::bigint[], $4::bigint[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[],
  $10::timestamptz[], $11::timestamptz[])
on conflict (id) do nothing`;

/** Calls of chats that are told of new tasks, filled. Parallel arrays in the order of the columns. */
export const TELL_CHATS = `
insert into sends (id, workspace_id, shard, enrollment_id, version_id, subscriber_id, node, visit, channel, status, due_at, created_at, request)
select id, workspace_id, shard, enrollment_id, version_id, subscriber_id, node, visit, 'webhook', 'queued', at, at, request
from unnest($1::uuid[], $2::int[], $3::int[], $4::bigint[], $5::int[], $6::bigint[], $7::smallint[], $8::int[], $9::timestamptz[], $10::jsonb[])
  as t(id, workspace_id, shard, enrollment_id, version_id, subscriber_id, node, visit, at, request)
on conflict (id) do nothing`;

/** What the notices of tasks say. $1 ids. */
export const READ_TASKS = `
select t.id, t.title, t.notes, t.due_at, u.email as assignee
from tasks t left join users u on u.id = t.assignee_id where t.id = any($1::uuid[])`;
