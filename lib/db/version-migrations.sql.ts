/** Statements of moving people between versions. See the table in its migration. */

/**
 * Whether it is still to be carried out, with the journey held as it is until this batch is over: who pauses, archives or publishes it waits
 * for the batch. $1 migration.
 */
export const HOLD_MIGRATION = `
select m.state, j.status from version_migrations m join journeys j on j.id = m.journey_id where m.id = $1 for share of j`;

/** $1 version, $2 runs. */
export const REPOINT_RUNS = `update enrollments set version_id = $1 where id = any($2::bigint[])`;

/** The last thing a batch does, because batches of other workers wait here for it. $1 migration, $2 moved, $3 departed. */
export const COUNT_MIGRATED = `update version_migrations set moved = moved + $2, departed = departed + $3 where id = $1`;

/** Nobody is left in its places. $1 migration, $2 the state it ends in. Gives back one row to whoever ended it. */
export const END_MIGRATION = `
update version_migrations set state = $2, finished_at = now() where id = $1 and state = 'running' returning id`;

export const RUNNING_MIGRATIONS = `
select m.id, m.workspace_id, m.journey_id, m.to_version_id, m.rules from version_migrations m where m.state = 'running' order by m.id`;
