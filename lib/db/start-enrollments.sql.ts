/**
 * Decides re-entry: the primary key of `entries` alone says whether a person may enter. Gives back the rows that may.
 * Guarantee: of any number of concurrent attempts for one (journey, subscriber, key) exactly one gets its row back; the
 * others wait for its transaction and then get nothing. Rows are taken in key order, so that two batches never wait for each other.
 * $1 journeys, $2 subscribers, $3 keys, $4 workspaces, $5 now (epoch seconds, one clock for all rows)
 */
export const CLAIM_ENTRIES = `
  insert into entries as e (journey_id, subscriber_id, key, workspace_id, allow_at)
  select t.journey_id, t.subscriber_id, t.key, t.workspace_id, 'infinity'
  from unnest($1::uuid[], $2::bigint[], $3::text[], $4::int[]) as t(journey_id, subscriber_id, key, workspace_id)
  order by t.journey_id, t.subscriber_id, t.key
  on conflict (journey_id, subscriber_id, key) do update set allow_at = 'infinity'
  where e.allow_at <= to_timestamp($5::float8)
  returning journey_id, subscriber_id, key`;

/**
 * The runs themselves, each waiting at its trigger, due at once. Gives back the new ids in the order of the arrays.
 * $1 workspaces, $2 journeys, $3 versions, $4 subscribers, $5 entry keys, $6 triggers (TriggerFact), $7 shards,
 * $8 trigger nodes, $9 locks, $10 instants (epoch seconds)
 */
export const INSERT_STARTED = `
  with started as materialized (
    select nextval('enrollments_id_seq') as id, t.*
    from unnest($1::int[], $2::uuid[], $3::int[], $4::bigint[], $5::text[], $6::jsonb[], $7::int[], $8::smallint[],
      $9::boolean[], $10::float8[]) with ordinality
      as t(workspace_id, journey_id, version_id, subscriber_id, entry_key, trigger, shard, node, locks, at, place)
  ), runs as (
    insert into enrollments (id, workspace_id, journey_id, version_id, subscriber_id, state, entered_at, entry_key, trigger)
    overriding system value
    select id, workspace_id, journey_id, version_id, subscriber_id, 'active', to_timestamp(at), entry_key, trigger from started
  ), due as (
    insert into waiting (shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, due_at)
    select shard, id, workspace_id, version_id, subscriber_id, node, 0, locks, to_timestamp(at), to_timestamp(at) from started
  )
  select id from started order by place`;
