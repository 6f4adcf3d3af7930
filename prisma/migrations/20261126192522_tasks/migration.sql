-- Tasks that journeys put on the team's list. `id` is that of the notice in the ledger of sends: one visit makes one task.
create table tasks (
  id            uuid primary key,
  workspace_id  int not null references workspaces(id) on delete cascade,
  subscriber_id bigint not null,
  enrollment_id bigint not null,
  journey_id    uuid not null,
  node_id       text not null,
  title         text not null,
  notes         text not null default '',
  assignee_id   text,                       -- users.id; null: anybody may take it
  due_at        timestamptz(3),
  created_at    timestamptz(3) not null,    -- the workspace's clock, as all times here
  completed_at  timestamptz(3),
  completed_by  text                        -- "user:<id>" | "key:<id>"
);
create index tasks_open on tasks (workspace_id, due_at, id) where completed_at is null;
create index tasks_done on tasks (workspace_id, completed_at desc, id desc) where completed_at is not null;
create index tasks_subscriber on tasks (subscriber_id, created_at desc);

-- How many tasks a step has given out: whose turn it is. One row for a step of a journey, whatever the version.
create table task_turns (
  journey_id   uuid not null references journeys (id) on delete cascade,
  node_id      text not null,
  workspace_id int not null,
  given        bigint not null,
  primary key (journey_id, node_id)
);

-- Notices are few beside mails: they are found without looking through a queue of those.
create index sends_queued_task on sends (shard, due_at) where status = 'queued' and channel = 'task';

do $$
declare t text;
begin
  foreach t in array array['tasks', 'task_turns'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy tenant on %I to sojourn_app
      using (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)
      with check (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)$p$, t);
  end loop;
end $$;
