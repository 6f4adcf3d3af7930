-- What these two set for themselves ends with them (a set_config in their bodies lasts no longer than the function's own setting); before, the rest of
-- the caller's transaction had to do with their short waits.
alter function ensure_buckets(date, date) set lock_timeout = '2s';
alter function drop_empty_buckets(timestamptz) set lock_timeout = '200ms';
