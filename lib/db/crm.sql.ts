/** Connections by id, whoever they belong to: the caller compares the workspace. $1 ids. */
export const CRM_CONNECTIONS = `
select id, workspace_id, kind, sealed, problem, extract(epoch from held_until) * 1000 as held_until
from crm_connections where id = any($1::uuid[]) and archived_at is null`;

/** Nothing is asked through a connection before then. A later moment that is known stays. $1 id, $2 until (real time). */
export const HOLD_CRM = `
update crm_connections set held_until = $2 where id = $1 and (held_until is null or held_until < $2)`;

/** What the CRM has against the credentials. $1 id, $2 the problem or null. */
export const NOTE_CRM_PROBLEM = `
update crm_connections set problem = $2 where id = $1 and problem is distinct from $2`;
