-- Two people who change the same segment, settings or score rules are told of each other: whoever saves names the revision they have read.
alter table workspaces add column revision integer not null default 1;
alter table segments add column revision integer not null default 1;
alter table score_rules add column revision integer not null default 1;
