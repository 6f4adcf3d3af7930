-- CRMs that journeys write to. `sealed`: the credentials, by lib/auth/sealed-secret.ts; '' once the connection is removed. `held_until`: real time
-- before which nothing is asked there, because the CRM has said that it is too much.
create table "crm_connections" (
  "id" uuid not null,
  "workspace_id" integer not null,
  "kind" text not null,
  "name" text not null,
  "sealed" text not null,
  "shown" jsonb not null default '{}',
  "account" text not null default '',
  "problem" text,
  "held_until" timestamptz(3),
  "archived_at" timestamptz(3),
  "created_at" timestamptz(3) not null default current_timestamp,
  constraint "crm_connections_pkey" primary key ("id"),
  constraint "crm_connections_workspace_id_fkey" foreign key ("workspace_id") references "workspaces" ("id") on delete cascade on update cascade
);
create unique index "crm_connections_workspace_id_name_key" on "crm_connections" ("workspace_id", "name");
alter table crm_connections enable row level security;
create policy tenant on crm_connections to sojourn_app
  using (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)
  with check (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int);
