-- "Why did she not get this?": what the other tables do not keep.

-- Whoever did what a trigger names and was not let in: the latest refusal for each journey, person and reason. One row replaces the one
-- before, so it is bounded by people and not by events; expires (purge-expired.ts). `at` is the workspace's clock.
create table entry_refusals (
  journey_id    uuid not null,          -- no foreign key: written with every refused event
  subscriber_id bigint not null,
  reason        text not null,          -- 'trigger_filter' | 'reentry' | …: RefusalReason in lib/journey/refusal.ts
  workspace_id  int not null,
  version_id    int not null,
  node          text not null,          -- the trigger's id
  event         text,                   -- null: not an event (attribute, segment, by hand …)
  at            timestamptz not null,
  -- values that the decision looked at (Seen[])
  seen          jsonb not null,
  recorded_at   timestamptz not null default now(),
  primary key (journey_id, subscriber_id, reason)
) with (fillfactor = 80);
create index entry_refusals_recorded on entry_refusals (recorded_at);

-- Since when a journey is in which state with which live version, on the workspace's clock: a person's event is held against it.
create table journey_status_log (
  id           bigint generated always as identity primary key,
  workspace_id int not null references workspaces (id) on delete cascade,
  journey_id   uuid not null references journeys (id) on delete cascade,
  status       text not null,
  version_id   int,
  at           timestamptz not null
);
create index journey_status_log_journey on journey_status_log (journey_id, id desc);

-- Written by the database itself, so that no way to publish, pause, resume or archive can forget it.
create function log_journey_status() returns trigger language plpgsql as $$
begin
  insert into journey_status_log (workspace_id, journey_id, status, version_id, at)
  select new.workspace_id, new.id, new.status, new.live_version_id,
    clock_timestamp() + case w.mode when 'sandbox' then w.clock_offset_ms else 0 end * interval '1 millisecond'
  from workspaces w where w.id = new.workspace_id;
  return null;
end $$;
create trigger journeys_status_made after insert on journeys for each row execute function log_journey_status();
create trigger journeys_status_changed after update of status, live_version_id on journeys for each row
  when (old.status is distinct from new.status or old.live_version_id is distinct from new.live_version_id)
  execute function log_journey_status();
insert into journey_status_log (workspace_id, journey_id, status, version_id, at)
  select workspace_id, journey_id, 'active', id, published_at from journey_versions order by published_at;
insert into journey_status_log (workspace_id, journey_id, status, version_id, at)
  select workspace_id, id, status, live_version_id, updated_at from journeys where status <> 'active';

-- Where a quarantined run stood when its step failed, so that it can be walked again from exactly there. Null: failed before this was kept.
alter table quarantine add column position jsonb;
create index quarantine_workspace on quarantine (workspace_id, at desc);

-- Sends that somebody has to look at are few among millions.
create index sends_troubled on sends (workspace_id, created_at desc) where status in ('failed', 'uncertain');

-- What stands still, as the watchdog found it last: one row for each step and kind of trouble, with how many people. Replaced as a whole.
create table stuck_groups (
  workspace_id int not null references workspaces (id) on delete cascade,
  journey_id   uuid not null references journeys (id) on delete cascade,
  version_id   int not null,
  node         smallint not null,
  kind         text not null,           -- 'quarantined' | 'overdue' | 'never' | 'uncertain' | 'failed'
  people       int not null,            -- counted up to a bound: see watch-stuck-people.ts
  since        timestamptz,             -- of the oldest, on the workspace's clock
  detail       text not null default '',
  found_at     timestamptz not null default now(),
  primary key (workspace_id, version_id, node, kind)
);
create index stuck_groups_journey on stuck_groups (journey_id);

do $$
declare t text;
begin
  foreach t in array array['entry_refusals', 'journey_status_log', 'stuck_groups'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy tenant on %I to sojourn_app
      using (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)
      with check (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)$p$, t);
  end loop;
end $$;
