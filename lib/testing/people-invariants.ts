import { pool } from "@/lib/db/pool";

/**
 * What must hold of a workspace's people whenever nobody is at work; each list is empty when it does. Counters are read with the
 * deltas that were not folded yet.
 */
export async function peopleInvariants(workspaceId: number) {
  const find = async (text: string) => (await pool().query(text, [workspaceId])).rows;
  return {
    lostOrDoubled: await find(`
      select e.id, e.state, count(w.id)::int as rows from enrollments e left join waiting w on w.id = e.id
      where e.workspace_id = $1 group by e.id having count(w.id) <> case when e.state = 'active' then 1 else 0 end`),
    inTwoVersions: await find(`
      select e.id, e.version_id, w.version_id as stands_in from enrollments e join waiting w on w.id = e.id
      where e.workspace_id = $1 and e.version_id <> w.version_id`),
    miscounted: await find(`
      with counted as (
        select version_id, node, sum(case kind when 'entered' then n when 'left' then -n when 'failed' then -n when 'dropped' then -n else 0 end)::int as n
        from (select version_id, node, kind, n from node_stats where workspace_id = $1
          union all select version_id, node, kind, n from node_stat_deltas where workspace_id = $1) both_parts group by 1, 2
      ), standing as (
        select version_id, node, count(*)::int as n from waiting where workspace_id = $1 and visit > 0 group by 1, 2
      )
      select version_id, node, coalesce(c.n, 0) as counted, coalesce(s.n, 0) as standing
      from counted c full join standing s using (version_id, node) where coalesce(c.n, 0) <> coalesce(s.n, 0)`),
    deafOrGhostly: await find(`
      select a.* from awaited_events a left join waiting w on w.id = a.enrollment_id and w.shard = a.shard and w.due_at = a.due_at
      where a.workspace_id = $1 and w.id is null`),
    leftTwice: await find(`
      select enrollment_id, s->>'visit' as visit, count(*)::int as n from walks w, jsonb_array_elements(w.steps) as s
      where workspace_id = $1 and s ? 'left_at' group by 1, 2 having count(*) > 1`),
  };
}

export const nothingWrong = { lostOrDoubled: [], inTwoVersions: [], miscounted: [], deafOrGhostly: [], leftTwice: [] };
