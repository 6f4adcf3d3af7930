-- What suppressions know a person's address by, where that is more than lower case of ASCII: other letters, a domain of other letters
-- (lib/channels/address.ts). PostgreSQL knows the lower case of such letters by its locale only, and punycode not at all.
alter table subscribers add column email_key text;
drop index "subscribers_workspace_id_email_idx";
create index subscribers_address on subscribers (workspace_id, (coalesce(email_key, lower(btrim(email) collate "C"))));
-- Those who were written before there were keys: found at the next start (key-addresses.ts), nobody afterwards.
create index subscribers_without_key on subscribers (id) where email_key is null and octet_length(email) <> char_length(email);
create index suppressions_beyond_ascii on suppressions (id) where octet_length(address) <> char_length(address);
-- No key outlives its address, whoever writes that without knowing of keys.
create function forget_email_key() returns trigger language plpgsql as $$ begin new.email_key := null; return new; end $$;
create trigger forget_email_key before update of email on subscribers for each row
  when (old.email_key is not null and new.email_key = old.email_key and new.email is distinct from old.email)
  execute function forget_email_key();
