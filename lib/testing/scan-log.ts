/**
 * What the counters must say, as a select of (version_id, node, kind, port, n) over the log of walks: who entered each node, and how they left it.
 * Whom a goal draws from a node has left it, by "goal_reached". `which`: a condition on `w`, a walk. `firstVisit`: people were put in
 * front of this visit by hand, and nobody counted that they came to those before it.
 */
export const scanLog = (which = "true", firstVisit = 0): string => `
  select version_id, node, kind, port, count(*)::int as n from (
    with steps as (
      select w.version_id, w.enrollment_id, s, s->>'outcome' as outcome, s->>'outcome' = 'dropped' and s->>'reason' = 'goal_reached' as drawn,
        array_position(array(select x->>'id' from jsonb_array_elements(v.graph->'nodes') x), s->>'node') - 1 as node
      from walks w join journey_versions v on v.id = w.version_id, jsonb_array_elements(w.steps) as s where ${which}
    )
    select distinct version_id, enrollment_id, s->'visit', node, 'entered' as kind, '' as port
    from steps where (s->>'visit')::int >= ${firstVisit}
    union all
    select version_id, enrollment_id, s->'visit', node,
      case when outcome in ('dropped', 'failed') and drawn is not true then outcome else 'left' end,
      coalesce(s->>'port', case when drawn then 'goal_reached' else '' end)
    from steps where outcome <> 'waiting'
  ) facts group by 1, 2, 3, 4`;
