import type pg from "pg";
import type { Acceptance } from "@/lib/testing/fake-resend";
import { addressOf, planOf } from "./scene";

/** One promise and how often it was broken; 0 is the only good number. */
export type Finding = { invariant: string; broken: number; example?: unknown };

async function count(db: pg.Pool, invariant: string, sql: string, values: unknown[] = []): Promise<Finding> {
  const { rows } = await db.query(sql, values);
  return { invariant, broken: rows.length, ...(rows[0] ? { example: rows[0] } : {}) };
}

/** What the provider's own log says: who got which mail how often, against what everybody must have got. */
export function checkMails(log: readonly Acceptance[], people: number): Finding[] {
  const byKey = Map.groupBy(log, (a) => a.key);
  const twice = [...byKey.values()].filter((all) => all.length > 1);
  const byMail = Map.groupBy(log, (a) => `${a.to} ${a.subject}`);
  const expected = new Set<string>();
  for (let p = 0; p < people; p += 1) {
    expected.add(`${addressOf(p)} hello`);
    expected.add(`${addressOf(p)} ${planOf(p)}`);
  }
  const missing = [...expected].filter((mail) => !byMail.has(mail));
  const extra = [...byMail].filter(([mail, all]) => !expected.has(mail) || all.length > 1);
  return [
    { invariant: "I1 a key was accepted more than once", broken: twice.length, example: twice[0] },
    { invariant: "a mail never arrived", broken: missing.length, example: missing[0] },
    { invariant: "a mail arrived twice, or at the wrong person", broken: extra.length, example: extra[0]?.[0] },
  ];
}

const COUNTERS_AGAINST_LOG = `
with counted as (
  select node, kind, port, sum(n)::int as n from (
    select node, kind, port, n from node_stats union all select node, kind, port, n from node_stat_deltas
  ) d where kind in ('entered', 'left', 'dropped', 'failed') group by 1, 2, 3
), steps as (
  select w.enrollment_id, s, array_position(array(select x->>'id' from jsonb_array_elements(v.graph->'nodes') x), s->>'node') - 1 as node
  from walks w join enrollments e on e.id = w.enrollment_id join journey_versions v on v.id = e.version_id,
    jsonb_array_elements(w.steps) as s
), scanned as (
  select node, kind, port, count(*)::int as n from (
    select distinct enrollment_id, s->'visit', node, 'entered' as kind, '' as port from steps
    union all
    select enrollment_id, s->'visit', node,
      case when s->>'outcome' in ('dropped', 'failed') then s->>'outcome' else 'left' end, coalesce(s->>'port', '')
    from steps where s->>'outcome' <> 'waiting'
  ) f group by 1, 2, 3
)
select * from counted full join scanned using (node, kind, port) where counted.n is distinct from scanned.n`;

/** What our own tables say, after everything has come to rest. `acknowledged`: message ids answered with success. */
export async function checkTables(db: pg.Pool, acknowledged: readonly string[]): Promise<Finding[]> {
  return [
    await count(
      db,
      "I2 somebody due for more than 120 s",
      "select id from waiting where due_at < now() - interval '120 seconds'",
    ),
    await count(
      db,
      "I3 an acknowledged event is missing",
      `select m from unnest($1::text[]) as m where not exists (
         select from event_dedupe d where d.message_id = m)
       or not exists (select from events e join event_kinds k on k.id = e.kind_id
         where k.name = split_part(m, '-', 1) and e.properties->>'person' = split_part(m, '-', 2)
         having count(*) = 1)`,
      [acknowledged],
    ),
    await count(
      db,
      "I4 a visit left more than once",
      `select w.enrollment_id, s->>'visit' as visit from walks w, jsonb_array_elements(w.steps) s
       where s->>'outcome' <> 'waiting' group by 1, 2 having count(*) > 1`,
    ),
    await count(
      db,
      "I7 two commits of one walk",
      `select w.enrollment_id, s->>'visit' as visit from walks w, jsonb_array_elements(w.steps) s
       where s->>'outcome' = 'waiting' group by 1, 2 having count(*) > 1`,
    ),
    await count(
      db,
      "I8 a send neither finished nor uncertain",
      "select id, status, reason from sends where status not in ('sent', 'uncertain')",
    ),
    await count(
      db,
      "a person entered twice, or never",
      `select s.id, count(e.id) from subscribers s left join enrollments e on e.subscriber_id = s.id group by 1 having count(e.id) <> 1`,
    ),
    await count(
      db,
      "an active run does not wait in exactly one place",
      `select e.id, count(w.id) from enrollments e left join waiting w on w.id = e.id
       group by e.id, e.state having count(w.id) <> (e.state = 'active')::int`,
    ),
    await count(
      db,
      "somebody who bought has not reached the goal",
      `select e.id, e.state, e.run->'goals' from enrollments e
       where exists (select from events v join event_kinds k on k.id = v.kind_id and k.name = 'purchase' where v.subscriber_id = e.subscriber_id)
         and (e.state <> 'completed' or e.run->'goals'->'goal' is null)`,
    ),
    await count(db, "counters and log differ", COUNTERS_AGAINST_LOG),
    await count(db, "a run failed", "select enrollment_id, error from quarantine"),
  ];
}
