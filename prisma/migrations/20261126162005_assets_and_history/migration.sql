-- Pictures that mails show, kept here so that a newcomer needs no other server. Served under an address nobody can guess.
create table assets (
  id           uuid primary key,
  workspace_id int not null references workspaces(id) on delete cascade,
  public_id    text not null unique,
  name         text not null,
  type         text not null,               -- media type, decided by the file's first bytes
  width        int not null,
  height       int not null,
  size         int not null,                -- bytes
  sha256       text not null,               -- hex
  data         bytea not null,
  created_by   text not null,
  archived_at  timestamptz(3),
  created_at   timestamptz(3) not null default current_timestamp,
  unique (workspace_id, sha256)
);
alter table assets alter column data set storage external; -- pictures are compressed already
create index assets_workspace on assets (workspace_id, id);

alter table assets enable row level security;
create policy tenant on assets to sojourn_app
  using (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)
  with check (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int);

-- A version of a template is what a publish froze, or a point that somebody saved by name.
alter table template_versions
  add column name text not null default '',
  add column kind text not null default 'published' check (kind in ('published', 'saved', 'replaced')),
  add column created_by text;
