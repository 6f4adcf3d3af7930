-- A draft walked through the past: what it would have done to whom. Written by the worker in chunks; each chunk commits its people and the figures
-- so far in one transaction, so a crash costs one chunk.
create table backtests (
  id            uuid primary key,
  workspace_id  int not null references workspaces (id) on delete cascade,
  journey_id    uuid not null references journeys (id) on delete cascade,
  status        text not null default 'queued' check (status in ('queued', 'running', 'done', 'cancelled', 'failed')),
  -- the draft as it was when the backtest was asked for
  graph         jsonb not null,
  settings      jsonb not null,
  -- [from, until) on the workspace's clock
  from_at       timestamptz not null,
  until_at      timestamptz not null,
  -- mails in 24 hours that a person should not get more of
  cap           int not null,
  people_total  int,
  people_done   int not null default 0,
  result        jsonb not null default '{}',
  error         text,
  created_by    text not null,
  created_at    timestamptz not null default now(),
  finished_at   timestamptz,
  -- real time; whoever holds it works on it
  lease_until   timestamptz
);
create index backtests_journey on backtests (journey_id, created_at desc);
create index backtests_open on backtests (created_at) where status in ('queued', 'running');

-- The people a backtest looks at; once looked at, only those who would have entered stay.
create table backtest_people (
  backtest_id   uuid not null references backtests (id) on delete cascade,
  workspace_id  int not null,
  subscriber_id bigint not null,
  looked_at     boolean not null default false,
  entries       int not null default 0,
  mails         int not null default 0,
  -- most mails within any 24 hours, those of other journeys included
  peak          int not null default 0,
  -- steps that would have written to them
  nodes         text[] not null default '{}',
  -- other journeys they were in at the same time
  journeys      uuid[] not null default '{}',
  primary key (backtest_id, subscriber_id)
);
create index backtest_people_subscriber on backtest_people (subscriber_id);

do $$
declare t text;
begin
  foreach t in array array['backtests', 'backtest_people'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy tenant on %I to sojourn_app
      using (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)
      with check (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)$p$, t);
  end loop;
end $$;
