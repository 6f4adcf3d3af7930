-- What the activity of people is worth: rules of a workspace, one narrow row a person. See lib/journey/standing.ts for the model.

create table score_rules (
  workspace_id int primary key references workspaces (id) on delete cascade on update cascade,
  enabled      boolean not null default false,
  -- event name -> points
  lead_points  jsonb not null,
  lead_half_life double precision not null,       -- days
  lead_bonus   double precision not null,         -- percent for each further active week of the last four
  lead_warm    double precision not null,
  lead_hot     double precision not null,
  lead_qualified double precision not null,
  engagement_points jsonb not null,
  engagement_other double precision not null,     -- points of every other event
  engagement_half_life double precision not null, -- days
  -- names of events that are no sign of life
  quiet_events jsonb not null,
  high_value_over double precision not null,      -- the attribute lifetime_value
  -- [{stage, condition}], the first that holds decides; apart from `enabled`
  lifecycle    jsonb not null default '[]',
  -- people with an id up to this are scored by these rules; the greatest bigint: everybody is
  built_to     bigint not null default 0,
  people_done  int not null default 0,
  people_total int,                               -- null: the build has not begun
  -- days since 1970 up to which the passing of time has been looked at
  swept_day    int not null default 0,
  -- … and the person up to whom it is done today
  swept_to     bigint not null default 0,
  updated_at   timestamp(3) with time zone not null default current_timestamp
);

-- Sums as of the end of `day`: a later day halves them, an earlier event is halved before it is added. Written by ingestion in one
-- statement a flush, by the rebuild and by the daily sweep.
create table subscriber_scores (
  workspace_id  int not null,
  subscriber_id bigint not null,
  day           int not null,                     -- days since 1970, UTC
  lead          double precision not null default 0,
  engagement    double precision not null default 0,
  -- bit n: points were earned n days before `day`; 28 bits
  active_days   int not null default 0,
  last_seen_at  timestamptz,                      -- null: nothing was ever heard of them
  -- the classes as they were last told to triggers and waits: places in the lists of lib/journey/standing.ts
  lead_told     smallint not null default 0,
  engagement_told smallint not null default 0,
  inactive_told smallint not null default 0,
  primary key (workspace_id, subscriber_id)
) with (fillfactor = 75);

-- Halves a value every `half_life` days. What is next to nothing is nothing, so that no product underflows.
create function score_decayed(value double precision, days int, half_life double precision) returns double precision
language sql immutable parallel safe as $$
  select case when days = 0 then value when days > 60 * half_life or abs(value) < 1e-12 then 0
    else value * power(2::double precision, - days / half_life) end
$$;

-- The active days as seen `days` later.
create function score_days_later(bits int, days int) returns int
language sql immutable parallel safe as $$
  select case when days >= 28 then 0 else ((bits::bigint << days) & 268435455)::int end
$$;

-- In how many of the last four weeks there was activity.
create function score_weeks(bits int) returns int
language sql immutable parallel safe as $$
  select (bits & 127 <> 0)::int + (bits & 16256 <> 0)::int + (bits & 2080768 <> 0)::int + (bits & 266338304 <> 0)::int
$$;

do $$
declare t text;
begin
  foreach t in array array['score_rules', 'subscriber_scores'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy tenant on %I to sojourn_app
      using (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)
      with check (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)$p$, t);
  end loop;
end $$;
