-- As before, but it does not wait for its locks: while somebody reads the tables for long (a backup, a report), every walk would queue up behind
-- it. Whoever calls it tries again later; the default partitions hold everybody meanwhile.
create or replace function ensure_buckets(from_day date, to_day date) returns int language plpgsql as $$
declare
  d date := from_day;
  made int := 0;
  parent text;
  key text;
  part text;
  low timestamptz;
  high timestamptz;
begin
  if not exists (
    select from generate_series(from_day, to_day, interval '1 day') as day, unnest(array['waiting', 'events']) as p
    where to_regclass(p || '_d' || to_char(day, 'YYYYMMDD')) is null
  ) then
    return 0;
  end if;
  perform set_config('lock_timeout', '2s', true);
  perform pg_advisory_xact_lock(727073691);
  lock table waiting_rest, events_rest in access exclusive mode;
  while d <= to_day loop
    low := d::timestamp at time zone 'UTC';
    high := (d + 1)::timestamp at time zone 'UTC';
    foreach parent in array array['waiting', 'events'] loop
      key := case parent when 'waiting' then 'due_at' else 'received_at' end;
      part := parent || '_d' || to_char(d, 'YYYYMMDD');
      if to_regclass(part) is null then
        execute format('create table %I (like %I including defaults including constraints)', part, parent);
        execute format('with moved as (delete from %I where %I >= %L and %I < %L returning *) insert into %I select * from moved',
          parent || '_rest', key, low, key, high, part);
        execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, part, low, high);
        -- reachable through the parent only, where row-level security stands
        execute format('revoke all on %I from sojourn_app', part);
        made := made + 1;
      end if;
    end loop;
    d := d + 1;
  end loop;
  return made;
end $$;

-- What expired is found without reading a month of message ids every hour; they come in the order of time, so next to nothing is kept for it.
create index event_dedupe_received on event_dedupe using brin (received_at);

-- Since when nobody is in an archived journey any more: it need not be looked at again.
alter table journeys add column emptied_at timestamptz(3);
