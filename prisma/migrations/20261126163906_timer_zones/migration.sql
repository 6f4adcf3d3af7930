-- Of the occurrence being worked on: the zones it is in, as they are written with people ('' for none or an unknown one), each with the local date and time it stands for there.
alter table trigger_timers add column zones jsonb;
