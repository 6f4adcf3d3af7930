-- Sample data is a wish kept with the workspace, so that a worker that dies half-way is followed by one that goes on.
alter table workspaces add column sample_state text check (sample_state in ('wanted', 'preparing', 'ready'));
