-- The member who had saved last what is to be approved ("user:<id>"): they do not approve it. Null: no member has, only keys.
alter table approvals add column saved_by text;
-- What was done to a thing, newest first, without reading the whole log.
create index audit_log_target on audit_log (workspace_id, target, id desc);
update approvals a set saved_by = (
  select l.actor from audit_log l
  where l.workspace_id = a.workspace_id and l.target = a.journey_id::text and l.actor like 'user:%' and l.at <= a.asked_at
    and l.action in ('journey.created', 'journey.saved', 'journey.imported', 'journey.duplicated')
  order by l.id desc limit 1)
where a.state = 'waiting';
