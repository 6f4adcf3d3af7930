import { decodeCursor, toPage } from "@/lib/api/cursor";
import type { CodePoolResource } from "@/lib/api/schemas/code-pool";
import { type List, type PageQuery, uuidSchema } from "@/lib/api/schemas/common";
import { Prisma } from "@/lib/db/generated/prisma/client";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";

type Row = Omit<CodePoolResource, "created_at"> & { created_at: Date };

const present = (row: Row): CodePoolResource => ({ ...row, created_at: row.created_at.toISOString() });

/** Pools with how many of their codes are left. Over `code_pools p`. */
const select = (where: Prisma.Sql) => Prisma.sql`
  select p.id, p.name, p.fallback_code, p.alert_below, p.created_at,
    (select count(*) from discount_codes c where c.pool_id = p.id and c.subscriber_id is null)::int as left,
    (select count(*) from discount_codes c where c.pool_id = p.id and c.subscriber_id is not null)::int as taken
  from code_pools p where p.archived_at is null and ${where}`;

/** One pool inside a transaction; undefined when there is none. */
export async function findCodePool(tx: Tx, workspaceId: number, id: string): Promise<CodePoolResource | undefined> {
  const where = Prisma.sql`p.workspace_id = ${workspaceId} and p.id = ${id}::uuid`;
  const [row] = await tx.$queryRaw<Row[]>(select(where));
  return row && present(row);
}

/** Pools, newest first. Undefined when the cursor is none of ours. */
export async function listCodePools(
  workspaceId: number,
  { limit, cursor }: PageQuery,
): Promise<List<CodePoolResource> | undefined> {
  const after = cursor === undefined ? [] : decodeCursor(cursor, 1);
  if (!after || (after[0] !== undefined && !uuidSchema.safeParse(after[0]).success)) return undefined;
  const before = after[0] ?? "ffffffff-ffff-ffff-ffff-ffffffffffff";
  return withWorkspace(workspaceId, async (tx) => {
    const rows = await tx.$queryRaw<Row[]>`
      ${select(Prisma.sql`p.workspace_id = ${workspaceId} and p.id < ${before}::uuid`)} order by p.id desc limit ${limit + 1}`;
    return toPage(rows, limit, ({ id }) => [id], present);
  });
}
