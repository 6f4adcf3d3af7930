/** A row for every step that is passed for the first time. $1 journeys, $2 nodes, $3 workspaces */
export const ADD_RATE_LIMITS = `
insert into rate_limits (journey_id, node_id, workspace_id)
select * from unnest($1::uuid[], $2::text[], $3::int[]) as t(journey_id, node_id, workspace_id) order by 1, 2
on conflict do nothing`;

/** Locks the lines of these steps, in one order, so that two workers never wait for each other in a circle. $1 journeys, $2 nodes */
export const LOCK_RATE_LIMITS = `
select l.journey_id, l.node_id, l.turns from rate_limits l
join unnest($1::uuid[], $2::text[]) as t(journey_id, node_id) on t.journey_id = l.journey_id and t.node_id = l.node_id
order by l.journey_id, l.node_id for update of l`;

/** $1 journeys, $2 nodes, $3 turns */
export const WRITE_TURNS = `
update rate_limits l set turns = t.turns
from unnest($1::uuid[], $2::text[], $3::jsonb[]) as t(journey_id, node_id, turns)
where l.journey_id = t.journey_id and l.node_id = t.node_id`;
