-- What outlives an erasure must not name people. Lists of people who were put into a journey are needed for as long as they are worked off; from
-- now on they go when the request ends. The audit log names runs, which lead to the person for as long as they are known.
update bulk_entries set source = jsonb_build_object('kind', source->'kind') where status <> 'running' and source->'external_ids' is not null;
update audit_log set data = data - 'external_id' where action = 'journey.enrolled' and data ? 'external_id';
