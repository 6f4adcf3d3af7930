-- TriggerFact.depth of whoever starts a journey because of what a run did to the person; 0: no run did it.
alter table dirty_subscribers add column depth smallint not null default 0;
