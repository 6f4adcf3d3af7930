import { pool } from "@/lib/db/pool";
import { scanLog } from "@/lib/testing/scan-log";
import type { Finding, Invariant } from "./findings";

/** How many rows a query finds that must find none. */
export async function countBroken(
  invariant: Invariant,
  what: string,
  sql: string,
  values: unknown[] = [],
): Promise<Finding> {
  const { rows } = await pool().query(sql, values);
  return { invariant, what, broken: rows.length, ...(rows[0] ? { example: rows[0] } : {}) };
}

const COUNTED = `
select version_id, node, kind, port, n from (
  select version_id, node, kind, port, n from node_stats union all select version_id, node, kind, port, n from node_stat_deltas
) d where kind in ('entered', 'left', 'dropped', 'failed')`;

/** `coarse`: how often a node was entered and left alone, not by which way. */
function countersAgainstLog(coarse: boolean): string {
  const way = coarse ? "case kind when 'entered' then kind else 'out' end as kind, '' as port" : "kind, port";
  const sum = (from: string) =>
    `select version_id, node, kind, port, sum(n)::int as n from (select version_id, node, ${way}, n from (${from}) all_of_them) by_way group by 1, 2, 3, 4`;
  return `
with counted as (${sum(COUNTED)}), scanned as (${sum(scanLog())})
select version_id, node, kind, port, c.n as counted, s.n as scanned
from counted c full join scanned s using (version_id, node, kind, port) where c.n is distinct from s.n`;
}

/** Erasing takes the story along; what is left is that counters and people agree. */
const COUNTERS_AGAINST_PEOPLE = `
with counted as (
  select version_id, node, sum(case kind when 'entered' then n when 'left' then -n when 'failed' then -n when 'dropped' then -n else 0 end)::int as n
  from (select version_id, node, kind, n from node_stats union all select version_id, node, kind, n from node_stat_deltas) d group by 1, 2
), standing as (
  select version_id, node, count(*)::int as n from waiting where visit > 0 group by 1, 2
)
select version_id, node, c.n as counted, s.n as standing
from counted c full join standing s using (version_id, node) where coalesce(c.n, 0) <> coalesce(s.n, 0)`;

/**
 * What must hold of any scene's tables when nobody is at work. Runs may have failed only where the scene says so; of `erased` people the
 * log tells nothing. `releases`: of several, which may name the way somebody left a node differently.
 */
export async function checkRest({ mayFail = false, erased = false, releases = false } = {}): Promise<Finding[]> {
  return [
    await countBroken(
      "I2",
      "somebody is due for more than 120 s",
      "select id from waiting where due_at < now() - interval '120 seconds'",
    ),
    await countBroken(
      "I4",
      "a visit left more than once",
      `select w.enrollment_id, s->>'visit' as visit from walks w, jsonb_array_elements(w.steps) s
       where s->>'outcome' <> 'waiting' group by 1, 2 having count(*) > 1`,
    ),
    await countBroken(
      "I7",
      "two commits of one walk",
      `select w.enrollment_id, s->>'visit' as visit from walks w, jsonb_array_elements(w.steps) s
       where s->>'outcome' = 'waiting' group by 1, 2 having count(*) > 1`,
    ),
    await countBroken(
      "I8",
      "a send neither finished nor uncertain",
      "select id, status, reason from sends where status in ('queued', 'sending')",
    ),
    await countBroken(
      "other",
      "an active run does not wait in exactly one place",
      `select e.id, count(w.id) from enrollments e left join waiting w on w.id = e.id
       group by e.id, e.state having count(w.id) <> (e.state = 'active')::int`,
    ),
    erased
      ? await countBroken("other", "counters and people differ", COUNTERS_AGAINST_PEOPLE)
      : await countBroken("other", "counters and log differ", countersAgainstLog(releases)),
    ...(mayFail ? [] : [await countBroken("other", "a run failed", "select enrollment_id, error from quarantine")]),
  ];
}

/** I3: `messageIds` were answered with success, each names its person as "event-person". `gone`: erased people. */
export async function checkAcknowledged(
  messageIds: readonly string[],
  gone: readonly number[] = [],
): Promise<Finding[]> {
  return [
    await countBroken(
      "I3",
      "an acknowledged event is missing, or there twice",
      `select m from unnest($1::text[]) as m where split_part(m, '-', 2)::int <> all($2::int[]) and (not exists (
         select from event_dedupe d where d.message_id = m)
       or not exists (select from events e join event_kinds k on k.id = e.kind_id join subscribers s on s.id = e.subscriber_id
         where k.name = split_part(m, '-', 1) and s.external_id = 'p' || split_part(m, '-', 2)
         having count(*) = 1))`,
      [messageIds, gone],
    ),
  ];
}
