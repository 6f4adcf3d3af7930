-- When a mail was first handed over (real time): a provider remembers its key from then on, however long the mail had to wait before.
alter table sends add column asked_at timestamptz;
