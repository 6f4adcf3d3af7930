-- Publishing may need somebody else's approval. A column, not a part of `settings`: a program that writes those without knowing of it leaves it as it is.
alter table workspaces add column publish_needs_approval boolean not null default false;

-- Who asked for what to be approved, and what was said to it. What is approved is content: `digest` names it, `content` keeps it.
create table approvals (
  id           uuid primary key,
  workspace_id int not null references workspaces (id) on delete cascade,
  journey_id   uuid not null references journeys (id) on delete cascade,
  asked_by     text not null,             -- "user:<id>" | "key:<id>"
  asked_at     timestamptz(3) not null default current_timestamp, -- real time, as all times here
  note         text not null default '',
  digest       text not null,             -- lib/engine/content-digest.ts
  content      jsonb not null,            -- DraftContent in lib/journey/draft-content.ts
  state        text not null default 'waiting' check (state in ('waiting', 'approved', 'changes_asked', 'withdrawn', 'overtaken')),
  decided_by   text,                      -- "user:<id>"
  decided_at   timestamptz(3),
  words        text not null default '',  -- what was said with the decision
  open         boolean not null default true -- neither withdrawn nor followed by another request or a publish
);
-- A journey has one request that is spoken of.
create unique index approvals_open on approvals (journey_id) where open;
create index approvals_journey on approvals (journey_id, id desc);
create index approvals_workspace on approvals (workspace_id) where open;
alter table approvals enable row level security;
create policy tenant on approvals to sojourn_app
  using (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)
  with check (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int);
