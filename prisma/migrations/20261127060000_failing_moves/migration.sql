-- A move to another version can fail, too. Its person stands where they stood and is walked as before; only the next try of the move waits for next_at.
alter table step_failures add column moving boolean not null default false;
