-- Dry run: a live journey does everything but the hand-over. dry_run_since is on the workspace's clock. dry_left: periods [from, to) in epoch
-- milliseconds; whoever entered in one of them leaves without having been written to, however late a worker finds them.
alter table "journeys" add column "dry_run_since" timestamptz(3), add column "dry_left" jsonb not null default '[]';
