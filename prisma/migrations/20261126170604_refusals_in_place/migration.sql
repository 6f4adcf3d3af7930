-- A refusal replaces the one before it: without an index on its time the row is rewritten in place (HOT). The hourly purge reads the table.
drop index entry_refusals_recorded;
