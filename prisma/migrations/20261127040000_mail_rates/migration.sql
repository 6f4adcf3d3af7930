-- The line of a workspace that hands over at most so many mails a second: who was let through last, and until when mails stand in it. Real time.
create table mail_rates (
  workspace_id int primary key references workspaces (id) on delete cascade,
  turns        jsonb not null default '[]', -- [[ms, how many], …]: lib/journey/take-turns.ts
  line_ends    double precision not null default 0
);
alter table mail_rates enable row level security;
create policy tenant on mail_rates to sojourn_app
  using (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int);
-- Those who stand in line are let go when the limit changes.
create index sends_rate_limited on sends (workspace_id) where status = 'queued' and reason = 'rate_limited';
