-- Who has passed, or will pass, a rate_limit step lately: [[epoch ms, people], ...] in order of time, no more than one period's worth
-- (lib/journey/take-turns.ts). One row for a step of a journey, whatever the version; its lock puts the workers in line.
create table rate_limits (
  journey_id   uuid not null references journeys (id) on delete cascade,
  node_id      text not null,
  workspace_id int not null,
  turns        jsonb not null default '[]',
  primary key (journey_id, node_id)
);
alter table rate_limits enable row level security;
create policy tenant on rate_limits to sojourn_app
  using (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)
  with check (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int);
