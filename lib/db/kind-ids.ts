import { sidePool } from "./pool";

const KNOWN_MAX = 50_000;
const known = new Map<string, number>();

/** kind_id of "any change of the person's own data", in awaited_events. */
export const CHANGE_KIND_ID = 0;

/**
 * The small numbers of event names that somebody listens to, for many workspaces at once; a name that has never been seen gets its number
 * now. Gives back a lookup by workspace and name. The numbers never change, so they are remembered per process and database; made on a connection
 * of their own, because a number that is rolled back with the transaction that asked for it must not be remembered.
 */
export async function kindIds(
  wanted: Iterable<{ workspaceId: number; name: string }>,
): Promise<(workspaceId: number, name: string) => number> {
  const keyOf = (workspaceId: number, name: string) => `${process.env.DATABASE_URL} ${workspaceId} ${name}`;
  const missing = new Map<string, { workspaceId: number; name: string }>();
  for (const want of wanted) {
    const key = keyOf(want.workspaceId, want.name);
    if (!known.has(key)) missing.set(key, want);
  }
  if (missing.size > 0) {
    const asks = [...missing.values()];
    const { rows } = await sidePool().query<{ id: number; workspace_id: number; name: string }>(
      `with t as materialized (select distinct * from unnest($1::int[], $2::text[]) as t(workspace_id, name) order by 1, 2),
       made as (
         insert into event_kinds (workspace_id, name) select * from t on conflict do nothing returning id, workspace_id, name
       )
       select * from made
       union select k.id, k.workspace_id, k.name from event_kinds k join t using (workspace_id, name)`,
      [asks.map((a) => a.workspaceId), asks.map((a) => a.name)],
    );
    if (known.size > KNOWN_MAX) known.clear();
    for (const row of rows) known.set(keyOf(row.workspace_id, row.name), row.id);
  }
  return (workspaceId, name) => {
    const id = known.get(keyOf(workspaceId, name));
    if (id === undefined) throw new Error(`the event "${name}" has no number yet`);
    return id;
  };
}
