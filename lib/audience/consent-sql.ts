import { addressKeySql } from "@/lib/db/address-key-sql";

/**
 * A person's ConsentState for email as SQL text, over an alias of `subscribers`; never null. The same rows as the final check before
 * a mail is handed over (lib/db/sends.sql.ts).
 */
export function consentSql(person: string): string {
  const reason = `(select p.reason from suppressions p where p.workspace_id = ${person}.workspace_id and p.channel = 'email'
    and p.address = ${addressKeySql(person)})`;
  return `case
    when trim(coalesce(${person}.email, '')) = '' then 'no_address'
    when ${person}.unsubscribed_at is not null then 'unsubscribed'
    else case ${reason} when 'unsubscribed' then 'unsubscribed' else case when ${reason} is null then 'subscribed' else 'suppressed' end end
  end`;
}
