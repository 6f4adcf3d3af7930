-- Browsers that people have allowed to be pushed to. One browser is one person's: whoever signs in there last.
create table push_subscriptions (
  id            uuid primary key,
  workspace_id  int not null references workspaces(id) on delete cascade,
  subscriber_id bigint not null references subscribers(id) on delete cascade,
  endpoint      text not null,
  p256dh        text not null,
  auth          text not null,
  -- what the browser calls itself, short: "Firefox on Linux"
  browser       text not null default '',
  created_at    timestamptz(3) not null default current_timestamp,
  unique (workspace_id, endpoint)
);
create index push_subscriptions_subscriber on push_subscriptions (subscriber_id);

-- Who push services are told is sending (VAPID). `sealed_private_key`: lib/auth/sealed-secret.ts.
create table push_keys (
  workspace_id       int primary key references workspaces(id) on delete cascade,
  public_key         text not null,
  sealed_private_key text not null,
  created_at         timestamptz(3) not null default current_timestamp
);

create index sends_queued_push on sends (shard, due_at) where status = 'queued' and channel = 'push';

do $$
declare t text;
begin
  foreach t in array array['push_subscriptions', 'push_keys'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy tenant on %I to sojourn_app
      using (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)
      with check (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)$p$, t);
  end loop;
end $$;
