-- Every way into a journey. Times are the workspace's clock unless a comment says otherwise.

-- How often a trigger that has limits (cool-down, maximum entries) has let somebody in: a row a person, and one with subscriber 0 for
-- everybody together. Triggers without limits have no rows.
create table trigger_uses (
  journey_id    uuid not null,
  node          text not null,          -- the trigger's id: its count goes on over versions
  subscriber_id bigint not null,        -- 0: everybody
  workspace_id  int not null,
  entries       bigint not null default 0,
  last_at       timestamptz,
  primary key (journey_id, node, subscriber_id)
) with (fillfactor = 80);
create index trigger_uses_subscriber on trigger_uses (subscriber_id) where subscriber_id <> 0;

-- A live trigger.pattern or trigger.inactivity. Its states are built from history by a worker when it is published.
create table patterns (
  id           int generated always as identity primary key,
  workspace_id int not null references workspaces (id) on delete cascade,
  journey_id   uuid not null references journeys (id) on delete cascade,
  node         text not null,
  -- what decides a state: another one means a new pattern with states of its own
  fingerprint  text not null,
  config       jsonb not null,
  made_at      timestamptz not null,
  -- people with an id up to this have their state; the greatest bigint: everybody has
  built_to     bigint not null default 0,
  people_done  int not null default 0,
  people_total int,                     -- null: the build has not begun
  retired      boolean not null default false
);
create unique index patterns_live on patterns (journey_id, node) where not retired;
create index patterns_unbuilt on patterns (id) where retired or built_to < 9223372036854775807;

-- What a pattern remembers of one person: PatternState in lib/engine/pattern-state.ts. Written under the person's row lock only.
create table pattern_states (
  subscriber_id bigint not null,
  pattern_id    int not null,
  workspace_id  int not null,
  state         jsonb not null,
  -- when time alone may make it true (a maximum that is no longer exceeded, a silence); null: only an event can
  due_at        timestamptz,
  primary key (subscriber_id, pattern_id)
) with (fillfactor = 70);
create index pattern_states_due on pattern_states (workspace_id, due_at) where due_at is not null;

-- A live trigger.schedule or trigger.date_attribute: up to where its occurrences have been seen to.
create table trigger_timers (
  id           int generated always as identity primary key,
  workspace_id int not null references workspaces (id) on delete cascade,
  journey_id   uuid not null references journeys (id) on delete cascade,
  node         text not null,
  fingerprint  text not null,
  since        timestamptz not null,    -- every occurrence up to here is done
  occurring    timestamptz,             -- the occurrence being worked on; null: none
  after_id     bigint not null default 0, -- people of it with an id up to this are done
  next_at      timestamptz,             -- when to look again; null: never
  unique (journey_id, node)
);
create index trigger_timers_next on trigger_timers (workspace_id, next_at) where next_at is not null;

-- The last occurrence a person had, by the local date and time it stands for: a person who changes zones has none of them twice.
create table trigger_timer_people (
  subscriber_id bigint not null,
  timer_id      int not null references trigger_timers (id) on delete cascade,
  workspace_id  int not null,
  occurrence    text not null,
  primary key (subscriber_id, timer_id)
) with (fillfactor = 80);

-- Many people put into a journey at once: a segment, a list of ids, or everybody who matches its triggers now. Worked off in batches.
create table bulk_entries (
  id            uuid primary key,
  workspace_id  int not null references workspaces (id) on delete cascade,
  journey_id    uuid not null references journeys (id) on delete cascade,
  source        jsonb not null,         -- BulkSource in lib/api/schemas/bulk-entry.ts
  properties    jsonb not null,
  status        text not null check (status in ('running', 'done', 'stopped')),
  total         int not null,           -- how many were meant when it was asked for
  done          int not null default 0,
  entered       int not null default 0,
  refused       jsonb not null default '{}', -- reason -> how many
  after_id      bigint not null default 0,   -- people with an id up to this are done; for ids: how many of the list
  created_by    text not null,
  created_at    timestamptz not null,
  ended_at      timestamptz
);
create index bulk_entries_journey on bulk_entries (journey_id, created_at desc);
create index bulk_entries_running on bulk_entries (created_at) where status = 'running';

do $$
declare t text;
begin
  foreach t in array array['trigger_uses', 'patterns', 'pattern_states', 'trigger_timers', 'trigger_timer_people', 'bulk_entries'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy tenant on %I to sojourn_app
      using (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)
      with check (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)$p$, t);
  end loop;
end $$;
