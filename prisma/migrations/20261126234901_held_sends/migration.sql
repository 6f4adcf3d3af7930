-- Messages of paused journeys are set aside until their journey goes on, and found by its versions then.
create index sends_held on sends (version_id) where status = 'queued' and reason = 'paused';
