import { storedKey, suppressionKey } from "@/lib/channels/address";
import { pool } from "@/lib/db/pool";

const BATCH = 1_000;

const WITHOUT_KEY = `
select id::text, email as address from subscribers where email_key is null and octet_length(email) <> char_length(email) limit ${BATCH}`;

/** Only while the address is the one that was read. Arrays: id, address, key. */
const GIVE_KEYS = `
update subscribers s set email_key = n.key from unnest($1::bigint[], $2::text[], $3::text[]) as n(id, address, key)
where s.id = n.id and s.email = n.address`;

const BEYOND_ASCII = `
select id::text, address from suppressions where channel = 'email' and octet_length(address) <> char_length(address)`;

/** Of two for one address the stronger reason stays. Arrays: id, key. */
const REKEY_SUPPRESSIONS = `
with gone as (
  delete from suppressions p using unnest($1::bigint[], $2::text[]) as n(id, key) where p.id = n.id
  returning p.workspace_id, n.key, p.reason, p.created_at
)
insert into suppressions as p (workspace_id, channel, address, reason, created_at)
select distinct on (workspace_id, key) workspace_id, 'email', key, reason, created_at from gone
order by workspace_id, key, reason in ('unsubscribed', 'inactive')
on conflict (workspace_id, channel, address) do update set reason = excluded.reason where p.reason in ('unsubscribed', 'inactive')`;

type Written = { id: string; address: string };

/**
 * Gives the addresses that were written before there were keys (suppressionKey) theirs: of people and of suppressions. For the start, before
 * anything is sent; reads two indexes that hold next to nothing afterwards.
 */
export async function keyAddresses(): Promise<void> {
  const { rows: written } = await pool().query<Written>(BEYOND_ASCII);
  const stale = written.filter(({ address }) => suppressionKey(address) !== address);
  const keys = stale.map(({ address }) => suppressionKey(address));
  if (stale.length > 0) await pool().query(REKEY_SUPPRESSIONS, [stale.map(({ id }) => id), keys]);
  for (;;) {
    const { rows } = await pool().query<Written>(WITHOUT_KEY);
    if (rows.length === 0) return;
    const people = [rows.map(({ id }) => id), rows.map(({ address }) => address)];
    await pool().query(GIVE_KEYS, [...people, rows.map(({ address }) => storedKey(address))]);
  }
}
