-- A claim takes people who need their subscriber's row lock apart from those who do not, each as one range of the index.
-- `locks` sits in what was padding, so an entry is no larger than before.
drop index waiting_due;
create index waiting_due on waiting (shard, locks, due_at, id);

-- People held back by a pause: resume looks for them by version.
create index waiting_parked on waiting_rest (version_id) where held_due_at is not null;

-- As before, but: only one maker at a time works, and it takes the default partitions before it looks, so that nobody's
-- statement finds a person's row gone from the default partition and not yet in the new one.
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

-- Buckets of `waiting` that are empty and end before `before`: nobody can become due in them any more. A bucket that cannot be locked at
-- once is left for the next time. Names in order.
create function drop_empty_buckets(before timestamptz) returns text[] language plpgsql as $$
declare
  part text;
  dropped text[] := '{}';
  occupied boolean;
begin
  perform set_config('lock_timeout', '200ms', true);
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'waiting'::regclass and c.relname ~ '^waiting_d\d{8}$'
      and (to_date(substr(c.relname, 10), 'YYYYMMDD') + 1)::timestamp at time zone 'UTC' <= before
    order by c.relname
  loop
    begin
      execute format('select exists (select from %I)', part) into occupied;
      continue when occupied;
      execute format('lock table waiting, %I in access exclusive mode', part);
      execute format('select exists (select from %I)', part) into occupied;
      continue when occupied;
      execute format('drop table %I', part);
      dropped := dropped || part;
    exception when lock_not_available then
      null; -- in use right now: the next maintenance run comes by again
    end;
  end loop;
  return dropped;
end $$;
