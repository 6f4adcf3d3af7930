import { runTransaction } from "@/lib/db/run-transaction";
import { faultPoint } from "@/lib/queue/fault-point";

/** One compactor at a time: two would only wait for each other's rows. */
const COMPACTOR = 727073692;
const BATCH_MAX = 20_000;

/**
 * Takes the oldest deltas out and adds them up in one statement: a delta is either in the deltas or in the sums, for every reader at every
 * instant, and a crash leaves it where it was. Rows that are still being appended are not visible and stay for the next time.
 */
const FOLD = `
with taken as (
  delete from node_stat_deltas d using (select id from node_stat_deltas order by id limit $1) as oldest
  where d.id = oldest.id
  returning d.workspace_id, d.version_id, d.node, d.day, d.kind, d.port, d.n
), summed as (
  select workspace_id, version_id, node, day, kind, port, sum(n) as n, count(*) as deltas
  from taken group by 1, 2, 3, 4, 5, 6 order by 2, 3, 4, 5, 6
), folded as (
  insert into node_stats as s (workspace_id, version_id, node, day, kind, port, n)
  select workspace_id, version_id, node, day, kind, port, n from summed
  on conflict (version_id, node, day, kind, port) do update set n = s.n + excluded.n
)
select coalesce(sum(deltas), 0)::int as deltas from summed`;

/** Folds appended counters into node_stats until few are left. Gives back how many deltas were folded; 0 also when another process is at it. */
export async function compactStats(): Promise<number> {
  let folded = 0;
  for (;;) {
    const count = await runTransaction(async (client) => {
      const lock = await client.query<{ mine: boolean }>("select pg_try_advisory_xact_lock($1) as mine", [COMPACTOR]);
      if (lock.rows[0]?.mine !== true) return 0;
      const { rows } = await client.query<{ deltas: number }>({ name: "fold-stats", text: FOLD, values: [BATCH_MAX] });
      faultPoint("during_compact");
      return rows[0]?.deltas ?? 0;
    });
    folded += count;
    if (count < BATCH_MAX) return folded;
  }
}
