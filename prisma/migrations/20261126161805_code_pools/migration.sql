-- Discount codes, one for each person and journey.
create table code_pools (
  id            uuid primary key,
  workspace_id  int not null references workspaces(id) on delete cascade,
  name          text not null,
  fallback_code text not null default '',   -- given to everybody when none is left; '' for none
  alert_below   int not null default 50,
  archived_at   timestamptz(3),
  created_at    timestamptz(3) not null default current_timestamp,
  unique (workspace_id, name)
);

create table discount_codes (
  id            bigint generated always as identity primary key,
  workspace_id  int not null references workspaces(id) on delete cascade,
  pool_id       uuid not null references code_pools(id) on delete cascade,
  code          text not null,
  subscriber_id bigint,                     -- null: free
  journey_id    uuid,
  send_id       uuid,
  taken_at      timestamptz(3),
  unique (pool_id, code)
);
create index discount_codes_free on discount_codes (pool_id, id) where subscriber_id is null;
create unique index discount_codes_taken on discount_codes (pool_id, subscriber_id, journey_id) where subscriber_id is not null;

-- What is to be said of a message that was sent all the same: `fallback_version: …`.
alter table sends add column note text;

do $$
declare t text;
begin
  foreach t in array array['code_pools', 'discount_codes'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy tenant on %I to sojourn_app
      using (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)
      with check (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)$p$, t);
  end loop;
end $$;
