import { decodeCursor, toPage } from "@/lib/api/cursor";
import type { List, PageQuery } from "@/lib/api/schemas/common";
import type { SegmentMember } from "@/lib/api/schemas/segment";
import { Prisma } from "@/lib/db/generated/prisma/client";
import { withWorkspace } from "@/lib/db/with-workspace";
import { presentSubscriber } from "./present-subscriber";

/** Who is in a segment, newest people first. "not_found": no such segment of ours; "bad_cursor": none of our cursors. */
export async function listSegmentMembers(
  workspaceId: number,
  segmentId: string,
  { limit, cursor }: PageQuery,
): Promise<List<SegmentMember> | "not_found" | "bad_cursor"> {
  const after = cursor === undefined ? [] : decodeCursor(cursor, 1);
  if (!after || (after[0] !== undefined && !/^\d{1,18}$/.test(after[0]))) return "bad_cursor";
  return withWorkspace(workspaceId, async (tx) => {
    if ((await tx.segment.count({ where: { id: segmentId, workspaceId } })) === 0) return "not_found";
    const rows = await tx.$queryRaw<{ id: string; entered_at: Date }[]>`
      select subscriber_id::text as id, entered_at from segment_members
      where segment_id = ${segmentId}::uuid
        ${after[0] === undefined ? Prisma.empty : Prisma.sql`and subscriber_id < ${BigInt(after[0])}`}
      order by subscriber_id desc limit ${limit + 1}`;
    const people = await tx.subscriber.findMany({
      where: { workspaceId, id: { in: rows.map(({ id }) => BigInt(id)) } },
    });
    const byId = new Map(people.map((person) => [String(person.id), person]));
    const page = toPage(
      rows,
      limit,
      ({ id }) => [id],
      (row) => row,
    );
    const data = page.data.flatMap(({ id, entered_at }) => {
      const person = byId.get(id);
      return person ? [{ subscriber: presentSubscriber(person), entered_at: entered_at.toISOString() }] : [];
    });
    return { data, next_cursor: page.next_cursor };
  });
}
