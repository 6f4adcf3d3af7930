-- page_visit earns what page_viewed is worth, and the other way round (lib/journey/other-name.ts): whoever was scored without it is counted from history once more.
update score_rules r set built_to = 0, people_done = 0, people_total = null, updated_at = current_timestamp
where enabled and exists (select from event_kinds k where k.workspace_id = r.workspace_id and k.name = 'page_visit');
