-- The log of walks was what a walk cost most: a thousand JSON documents parsed for a batch. It is text now that the database only copies, in a
-- short form (lib/db/encode-steps.ts), and read through steps(walks): `w.steps` means what it meant before.
alter table walks alter column steps type text using steps::text;
alter table walks rename column steps to log;
-- the version whose nodes the log's numbers mean; null for rows from before, which name everything themselves
alter table walks add column version_id int;

-- WalkStep[] (lib/journey/outcome.ts). A step is an array [node, outcome, visit, entered, left, port, reason, seen], what is missing at the end
-- is absent: node is the place in the version's nodes, visit counts from first_visit, instants are milliseconds from `at`; or an object, which is
-- the step itself.
create function steps(w walks) returns jsonb language sql stable as $$
  select coalesce(jsonb_agg(case when jsonb_typeof(s) = 'object' then s else
      jsonb_build_object('visit', w.first_visit + (s->>2)::int, 'node', coalesce(n->>'id', s->>0), 'type', coalesce(n->>'type', ''), 'entered_at', at + (s->>3)::float8,
        'outcome', (array['passed', 'waiting', 'skipped', 'ended', 'failed', 'dropped'])[(s->>1)::int + 1])
      || case when s->>4 is null then '{}' else jsonb_build_object('left_at', at + (s->>4)::float8) end
      || case when s->>5 is null then '{}' else jsonb_build_object('port', s->5) end
      || case when s->>6 is null then '{}' else jsonb_build_object('reason', s->6) end
      || case when s->>7 is null then '{}' else jsonb_build_object('seen', s->7) end
    end order by place), '[]')
  from (select round(extract(epoch from w.at) * 1000, 3)::float8 as at, (select graph->'nodes' from journey_versions where id = w.version_id) as nodes) as origin,
    jsonb_array_elements(w.log::jsonb) with ordinality as t(s, place),
    lateral (select nodes->((s->>0)::int) as n where jsonb_typeof(s) = 'array' union all select null where jsonb_typeof(s) <> 'array') as of_version
$$;
