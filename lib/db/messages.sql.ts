/** Keeps what is handed over. A repeated attempt keeps the first. Arrays in the order of the columns. */
export const STORE_MESSAGES = `
insert into message_contents (send_id, workspace_id, from_address, to_address, subject, html, text, headers)
select * from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::jsonb[])
on conflict (send_id) do nothing`;

/** Suppressions of addresses. Arrays: send, workspace, key; gives those that there are. */
export const FIND_SUPPRESSIONS = `
select q.id, p.reason from unnest($1::uuid[], $2::int[], $3::text[]) as q(id, workspace_id, address)
join suppressions p on p.workspace_id = q.workspace_id and p.channel = 'email' and p.address = q.address`;
