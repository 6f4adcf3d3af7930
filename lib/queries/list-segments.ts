import { decodeCursor, toPage } from "@/lib/api/cursor";
import { type List, type PageQuery, uuidSchema } from "@/lib/api/schemas/common";
import type { SegmentResource } from "@/lib/api/schemas/segment";
import { Prisma } from "@/lib/db/generated/prisma/client";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { conditionSchema } from "@/lib/journey/condition";
import { iso } from "./iso";

type Row = {
  id: string;
  name: string;
  description: string;
  kind: string;
  condition: unknown;
  revision: number;
  created_at: Date;
  updated_at: Date;
  member_count: number;
};

/** Segments, newest first (ids are ordered by time). Undefined when the cursor is none of ours. */
export async function listSegments(
  workspaceId: number,
  { limit, cursor }: PageQuery,
): Promise<List<SegmentResource> | undefined> {
  const after = cursor === undefined ? [] : decodeCursor(cursor, 1);
  if (!after || (after[0] !== undefined && !uuidSchema.safeParse(after[0]).success)) return undefined;
  const before = after[0] === undefined ? Prisma.empty : Prisma.sql`and id < ${after[0]}::uuid`;
  const rows = await withWorkspace(workspaceId, (tx) =>
    readRows(tx, Prisma.sql`workspace_id = ${workspaceId} ${before} order by id desc limit ${limit + 1}`),
  );
  return toPage(rows, limit, ({ id }) => [id], presentSegment);
}

/** One segment; undefined when there is none of ours. */
export async function readSegment(workspaceId: number, id: string): Promise<SegmentResource | undefined> {
  const [row] = await withWorkspace(workspaceId, (tx) =>
    readRows(tx, Prisma.sql`workspace_id = ${workspaceId} and id = ${id}::uuid`),
  );
  return row && presentSegment(row);
}

function readRows(tx: Tx, which: Prisma.Sql): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    select id, name, description, kind, condition, revision, created_at, updated_at,
           (select count(*)::float8 from segment_members m where m.segment_id = segments.id) as member_count
    from segments where ${which}`;
}

function presentSegment({ kind, condition, created_at, updated_at, ...same }: Row): SegmentResource {
  return {
    ...same,
    kind: kind === "manual" ? "manual" : "dynamic",
    condition: condition === null ? null : conditionSchema.parse(condition),
    created_at: iso(created_at),
    updated_at: iso(updated_at),
  };
}
