-- What a workspace signs its webhook calls with (Standard Webhooks). `sealed`: lib/auth/sealed-secret.ts. While a secret is being replaced both
-- are valid: the older one until ends_at, in real time, because receivers live in it.
create table "webhook_secrets" (
  "id" uuid not null,
  "workspace_id" integer not null,
  "sealed" text not null,
  "hint" text not null,
  "ends_at" timestamptz(3),
  "created_at" timestamptz(3) not null default current_timestamp,
  constraint "webhook_secrets_pkey" primary key ("id"),
  constraint "webhook_secrets_workspace_id_fkey" foreign key ("workspace_id") references "workspaces" ("id") on delete cascade on update cascade
);
create index "webhook_secrets_workspace_id_idx" on "webhook_secrets" ("workspace_id");
alter table webhook_secrets enable row level security;
create policy tenant on webhook_secrets to sojourn_app
  using (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)
  with check (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int);

-- Fields that answers to a step's calls have had: what may be named as run.<step>.<path> later. Kinds only, never values.
create table answer_fields (
  workspace_id int not null,
  journey_id   uuid not null references journeys (id) on delete cascade,
  node_id      text not null,
  path         text not null,             -- dotted, below run.<node_id>
  kind         text not null check (kind in ('text', 'number', 'boolean', 'list', 'object')),
  seen_at      timestamptz not null default now(),
  primary key (journey_id, node_id, path)
);
alter table answer_fields enable row level security;
create policy tenant on answer_fields to sojourn_app
  using (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)
  with check (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int);
