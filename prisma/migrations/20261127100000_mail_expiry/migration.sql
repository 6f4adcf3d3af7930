-- A mail that has not been handed over by then is not sent any more (the setting ttl of its step); null: it goes out however late.
alter table sends add column expires_at timestamptz;
