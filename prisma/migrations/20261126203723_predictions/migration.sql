-- What a person's own purchases say of the next ones: lib/journey/predict.ts has the model.
alter table score_rules
  add column purchase_event  text not null default 'purchase_completed',
  add column purchase_amount text not null default 'total'; -- dotted path in the event's properties
alter table subscriber_scores
  add column purchases          int not null default 0,
  add column first_purchase_day int,
  add column last_purchase_day  int,
  add column spent              double precision not null default 0,
  add column churn_told         smallint not null default 0;
-- Everybody is counted from history once more.
update score_rules set built_to = 0, people_done = 0, people_total = null, updated_at = current_timestamp where enabled;
