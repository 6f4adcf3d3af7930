-- The engine's own tables. Written by set-based statements only (lib/db/*.sql.ts), so Prisma does not model them.
-- Times are the workspace's clock (real in live, movable in sandbox) unless a comment says otherwise.

-- Event names, interned: hot rows carry a small number. Doubles as the catalogue of learned events.
create table event_kinds (
  id           int generated always as identity primary key,
  workspace_id int not null references workspaces (id) on delete cascade,
  name         text not null,
  -- property name -> example value, learned from what arrives
  properties   jsonb not null default '{}',
  first_seen_at timestamptz not null default now(),
  last_seen_at  timestamptz not null default now(),
  unique (workspace_id, name)
);

create table events (
  workspace_id  int not null,
  subscriber_id bigint not null,
  kind_id       int not null,
  id            uuid not null,          -- v7, ours
  occurred_at   timestamptz not null,   -- the sender's word
  received_at   timestamptz not null,   -- our clock; the partition key
  properties    jsonb not null,
  context       jsonb                   -- source, page, campaign … as sent; null when nothing was sent
) partition by range (received_at);
create index events_subscriber on events (subscriber_id, kind_id, occurred_at);
create index events_recent on events (workspace_id, received_at desc);
create table events_rest partition of events default;

-- Promise 12: the same (workspace, messageId) within 30 days has one effect. Real time; swept daily.
create table event_dedupe (
  workspace_id int not null,
  message_id   text not null,
  received_at  timestamptz not null default now(),
  primary key (workspace_id, message_id)
);

-- People in journeys who wait (or are due): one narrow row each. Partitions are days of due_at; `waiting_rest` holds
-- what lies beyond the created days, 'infinity' included. shard: 0..31 for live people (hash of workspace and
-- subscriber), 32 + workspace_id for a sandbox, because a drain knows one shard and so one clock.
create table waiting (
  shard         int not null,
  id            bigint not null,        -- enrollments.id
  workspace_id  int not null,
  version_id    int not null,
  subscriber_id bigint not null,
  node          smallint not null,      -- index in the version's graph.nodes
  visit         int not null,           -- number of this visit in the enrollment, from 0
  -- the version waits for events or goals, or writes to the subscriber: the claim must lock the subscriber row too
  locks         boolean not null,
  arrived_at    timestamptz not null,
  due_at        timestamptz not null,
  -- null: the timer. Else a JSON array of Wake (lib/journey/wake.ts): events or results that arrived while waiting
  wake          jsonb,
  -- while the journey is paused: where due_at goes back to on resume (due_at itself is 'infinity')
  held_due_at   timestamptz
) partition by range (due_at);
create index waiting_due on waiting (shard, due_at, id);
create table waiting_rest partition of waiting default;

create table enrollments (
  id            bigint generated always as identity primary key,
  workspace_id  int not null,
  journey_id    uuid not null,
  version_id    int not null,
  subscriber_id bigint not null,
  state         text not null check (state in ('active', 'completed', 'exited', 'failed')),
  entered_at    timestamptz not null,
  ended_at      timestamptz,
  end_reason    text,
  entry_key     text not null,          -- entries.key of this run
  trigger       jsonb not null,         -- TriggerFact: {node, event?, properties, at}
  run           jsonb not null default '{}' -- RunData: last awaited event, arms, goal, webhook answers, visit counts
);
create index enrollments_journey on enrollments (journey_id, id desc);
create index enrollments_subscriber on enrollments (subscriber_id, id desc);

-- Re-entry is decided by this table's primary key alone. allow_at: from when the same key may enter again
-- ('infinity' while a run is active or for ever).
create table entries (
  journey_id    uuid not null,
  subscriber_id bigint not null,
  key           text not null,
  workspace_id  int not null,
  allow_at      timestamptz not null,
  primary key (journey_id, subscriber_id, key)
);

-- Who waits for which kind of event (wait_for_event, wait_until, goals). due_at finds the partition of the waiting row.
create table awaited_events (
  subscriber_id bigint not null,
  kind_id       int not null,           -- 0: any change of the subscriber's own data
  enrollment_id bigint not null,
  workspace_id  int not null,
  shard         int not null,
  due_at        timestamptz not null,
  primary key (subscriber_id, kind_id, enrollment_id)
);
create index awaited_events_enrollment on awaited_events (enrollment_id);

-- Append-only log of what happened. steps: array of WalkStep (lib/journey/walk-step.ts).
create table walks (
  enrollment_id bigint not null,
  workspace_id  int not null,
  at            timestamptz not null,
  first_visit   int not null,
  steps         jsonb not null
);
create index walks_enrollment on walks (enrollment_id, first_visit);

-- The ledger of effects on the outside world. id is derived from (enrollment, visit, channel): the idempotency key.
create table sends (
  id            uuid primary key,
  workspace_id  int not null,
  shard         int not null,
  enrollment_id bigint,                 -- null: a test send
  version_id    int,
  subscriber_id bigint not null,
  node          smallint not null,
  visit         int not null,
  channel       text not null,          -- 'email' | 'webhook'
  status        text not null check (status in ('queued', 'sending', 'sent', 'failed', 'skipped', 'uncertain')),
  attempt       int not null default 0, -- fences: a result is accepted only from the attempt that made it
  due_at        timestamptz not null,   -- when it may be performed (real clock for retries in live)
  lease_until   timestamptz,            -- real time; while 'sending'
  created_at    timestamptz not null,   -- when the walk decided it
  sent_at       timestamptz,
  reason        text,                   -- why skipped, failed or uncertain
  request       jsonb,                  -- webhook: the request with templates filled
  provider      text,
  provider_message_id text,
  delivered_at  timestamptz, opened_at timestamptz, clicked_at timestamptz, bounced_at timestamptz,
  complained_at timestamptz, unsubscribed_at timestamptz,
  machine_opened_at timestamptz
);
create index sends_queued on sends (shard, due_at) where status = 'queued';
create index sends_sending on sends (lease_until) where status = 'sending';
create index sends_workspace on sends (workspace_id, created_at desc);
create index sends_subscriber on sends (subscriber_id, created_at desc);
create index sends_version on sends (version_id, node);
create index sends_provider_message on sends (provider_message_id) where provider_message_id is not null;

-- What was really handed over, byte for byte as the person got it.
create table message_contents (
  send_id      uuid primary key,
  workspace_id int not null,
  from_address text not null,
  to_address   text not null,
  subject      text not null,
  html         text not null,
  text         text not null,
  headers      jsonb not null
);

create table message_events (
  id           bigint generated always as identity primary key,
  workspace_id int not null,
  send_id      uuid not null,
  kind         text not null, -- delivered | opened | clicked | bounced | complained | unsubscribed
  at           timestamptz not null,
  url          text,
  machine      boolean not null default false,
  data         jsonb not null default '{}'
);
create index message_events_send on message_events (send_id, id);

-- Counters per node: deltas appended by every batch, folded into node_stats each second. A reading adds both.
-- kind: entered | left (port) | failed | skipped (port = reason) | dropped (left while waiting: exit, goal, erasure)
--       completed | exited | sent | delivered | opened | clicked | bounced | complained | unsubscribed | converted
create table node_stat_deltas (
  id           bigint generated always as identity,
  workspace_id int not null,
  version_id   int not null,
  node         smallint not null,
  day          date not null,
  kind         text not null,
  port         text not null default '',
  n            int not null
);
create index node_stat_deltas_id on node_stat_deltas (id);
create table node_stats (
  workspace_id int not null,
  version_id   int not null,
  node         smallint not null,
  day          date not null,
  kind         text not null,
  port         text not null default '',
  n            bigint not null,
  primary key (version_id, node, day, kind, port)
) with (fillfactor = 70);

create table segment_members (
  segment_id    uuid not null,
  subscriber_id bigint not null,
  workspace_id  int not null,
  entered_at    timestamptz not null,
  primary key (segment_id, subscriber_id)
);
create index segment_members_subscriber on segment_members (subscriber_id);

-- People whose segment membership must be looked at again; drained by the `segments` queue.
create table dirty_subscribers (
  workspace_id  int not null,
  subscriber_id bigint not null,
  primary key (workspace_id, subscriber_id)
);

-- Enrollments a step kept failing for, with the error; the run's state is 'failed'.
create table quarantine (
  enrollment_id bigint primary key,
  workspace_id  int not null,
  version_id    int not null,
  node          smallint not null,
  error         text not null,
  at            timestamptz not null
);

-- Real time. A row a process; `ready` wants one younger than 30 s.
create table worker_heartbeats (
  worker_id text primary key,
  started_at timestamptz not null default now(),
  beat_at   timestamptz not null default now(),
  walks     bigint not null default 0,
  sends     bigint not null default 0
);

-- Creates the daily partitions of `waiting` and `events` for [from_day, to_day]. Rows that already sit in the default
-- partition move over, so this may run at any time. One lock: two processes never race.
create function ensure_buckets(from_day date, to_day date) returns int language plpgsql as $$
declare
  d date := from_day;
  made int := 0;
  parent text;
  key text;
  part text;
begin
  perform pg_advisory_xact_lock(727073691);
  while d <= to_day loop
    foreach parent in array array['waiting', 'events'] loop
      key := case parent when 'waiting' then 'due_at' else 'received_at' end;
      part := parent || '_d' || to_char(d, 'YYYYMMDD');
      if to_regclass(part) is null then
        execute format('create table %I (like %I including defaults including constraints)', part, parent);
        execute format('with moved as (delete from %I where %I >= %L and %I < %L returning *) insert into %I select * from moved',
          parent || '_rest', key, d::timestamp at time zone 'UTC', key, (d + 1)::timestamp at time zone 'UTC', part);
        execute format('alter table %I attach partition %I for values from (%L) to (%L)',
          parent, part, d::timestamp at time zone 'UTC', (d + 1)::timestamp at time zone 'UTC');
        -- reachable through the parent only, where row-level security stands
        execute format('revoke all on %I from sojourn_app', part);
        made := made + 1;
      end if;
    end loop;
    d := d + 1;
  end loop;
  return made;
end $$;

-- ---- tenancy underneath: row-level security ----
-- The web process works as sojourn_app with sojourn.workspace_id set for the transaction (withWorkspace in lib/db).
-- The worker and ingestion serve all workspaces at once and stay the owner; their statements carry the workspace.
do $$
begin
  if not exists (select from pg_roles where rolname = 'sojourn_app') then
    create role sojourn_app nologin;
  end if;
  execute format('grant sojourn_app to %I', current_user);
end $$;
grant usage on schema public to sojourn_app;
grant select, insert, update, delete on all tables in schema public to sojourn_app;
grant usage, select on all sequences in schema public to sojourn_app;
alter default privileges in schema public grant select, insert, update, delete on tables to sojourn_app;
alter default privileges in schema public grant usage, select on sequences to sojourn_app;

do $$
declare t text;
begin
  for t in
    select c.relname from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
    where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
  loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy tenant on %I to sojourn_app
      using (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)
      with check (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)$p$, t);
  end loop;
end $$;
alter table workspaces enable row level security;
create policy tenant on workspaces to sojourn_app
  using (id = nullif(current_setting('sojourn.workspace_id', true), '')::int);
revoke all on waiting_rest, events_rest from sojourn_app;
-- Accounts are global and belong to authentication, which runs as the owner.
revoke all on users, sessions, accounts, verifications from sojourn_app;
grant select (id, name, email, image) on users to sojourn_app;
-- The audit log is append-only for the application.
revoke update, delete on audit_log from sojourn_app;
