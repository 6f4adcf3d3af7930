import type pg from "pg";
import { addressKeySql } from "@/lib/db/address-key-sql";

/** $1 workspace, $2 people. */
const WHO_OBJECTS = `
select s.id::text as id from subscribers s
where s.workspace_id = $1 and s.id = any($2::bigint[]) and (s.unsubscribed_at is not null or exists (
  select from suppressions p where p.workspace_id = $1 and p.channel = 'email' and p.address = ${addressKeySql("s")}))`;

/** Of some people those who have unsubscribed or whose address is suppressed: nobody may mail them. */
export async function whoObjects(
  client: pg.ClientBase,
  workspaceId: number,
  subscriberIds: Iterable<string>,
): Promise<Set<string>> {
  const ids = [...new Set(subscriberIds)];
  if (ids.length === 0) return new Set();
  const { rows } = await client.query<{ id: string }>(WHO_OBJECTS, [workspaceId, ids]);
  return new Set(rows.map(({ id }) => id));
}
