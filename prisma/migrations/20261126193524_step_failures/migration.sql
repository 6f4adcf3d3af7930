-- How often in a row the walk of a run has failed that will be tried again. Beside `waiting`, so that nobody else pays for it: a person who
-- is put off stands there as before, due later, with the true due time in held_due_at. Rows that are no longer true are forgotten after a day.
create table step_failures (
  enrollment_id bigint primary key,
  workspace_id  int not null,
  version_id    int not null,
  node          smallint not null,
  visit         int not null,            -- where the walk begins; at another visit one begins to count anew
  failures      int not null,
  error         text not null,
  at            timestamptz not null,    -- of the last failure
  next_at       timestamptz not null     -- when it is tried again
);
create index step_failures_at on step_failures (at);
alter table step_failures enable row level security;
create policy tenant on step_failures to sojourn_app
  using (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)
  with check (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int);
