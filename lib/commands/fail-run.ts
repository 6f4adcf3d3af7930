import type pg from "pg";
import type { ClaimedRow } from "@/lib/db/claim.sql";
import { FORGET_LISTENING } from "@/lib/db/commit-walks.sql";
import { encodeSteps } from "@/lib/db/encode-steps";
import { TAKE_RUN } from "@/lib/db/take-runs.sql";
import type { Instant } from "@/lib/journey/facts";
import type { WalkStep } from "@/lib/journey/outcome";
import { statDay } from "./count-steps";
import { answerParents } from "./effects/answer-parents";
import { quarantinePosition } from "./quarantine-position";

/** As much of an error as a step of the log keeps; quarantine.error has more. */
const REASON_LENGTH_MAX = 500;

const FAIL = `
with failed as (
  update enrollments set state = 'failed', ended_at = to_timestamp($3::float8), end_reason = 'step_error' where id = $1
), counted as (
  insert into node_stat_deltas (workspace_id, version_id, node, day, kind, n)
  select $4::int, $5::int, $6::smallint, $7::date, kind, 1 from unnest($8::text[]) as kind
), logged as (
  insert into walks (enrollment_id, workspace_id, version_id, at, first_visit, log)
  values ($1, $4, $5, to_timestamp($3::float8), $10, $11)
)
insert into quarantine (enrollment_id, workspace_id, version_id, node, error, at, position)
values ($1, $4, $5, $6, $2, to_timestamp($3::float8), $9::jsonb)
on conflict (enrollment_id) do update set error = excluded.error, at = excluded.at, node = excluded.node, position = excluded.position`;

/** The one line of the log: where they stood, and that it failed there. What the walk itself would have said is not written. */
function failedStep(row: ClaimedRow, now: Instant, error: string): string {
  const step: WalkStep = {
    visit: row.visit,
    node: "",
    type: "",
    entered_at: row.visit > 0 ? row.arrived_at : now,
    left_at: now,
    outcome: "failed",
    reason: error.slice(0, REASON_LENGTH_MAX),
  };
  return encodeSteps([step], row.visit, now, () => row.node);
}

/**
 * Takes a person whose walk the database refuses out of the way, inside the caller's transaction: the run is failed, the error kept and
 * logged where they stood, nothing of the walk itself is written. If somebody else has taken them meanwhile there is nothing to do. The entry stays: a broken run
 * must not be entered again by itself.
 */
export async function failRun(
  client: pg.ClientBase,
  shard: number,
  row: ClaimedRow,
  now: Instant,
  error: string,
): Promise<void> {
  const { rowCount } = await client.query(TAKE_RUN, [shard, row.id]);
  if (rowCount === 0) return;
  await client.query(FORGET_LISTENING, [[row.id]]);
  const counters = row.visit > 0 ? ["failed"] : ["entered", "failed"];
  await client.query(FAIL, [
    row.id,
    error.slice(0, 2_000),
    now / 1_000,
    row.workspace_id,
    row.version_id,
    row.node,
    statDay(now),
    counters,
    JSON.stringify(quarantinePosition(shard, row, now)),
    row.visit,
    failedStep(row, now, error),
  ]);
  if (!row.run) return;
  const { trigger, run } = row.run;
  await answerParents(client, [
    { shard, subscriberId: row.subscriber_id, trigger, run, state: "failed", reason: "step_error", at: now },
  ]);
}
