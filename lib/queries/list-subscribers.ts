import type * as z from "zod";
import { decodeCursor, toPage } from "@/lib/api/cursor";
import { type List, numericIdSchema } from "@/lib/api/schemas/common";
import type { SubscriberResource, subscriberListQuerySchema } from "@/lib/api/schemas/subscriber";
import type { Prisma } from "@/lib/db/generated/prisma/client";
import { withWorkspace } from "@/lib/db/with-workspace";
import { presentSubscriber } from "./present-subscriber";

export type SubscriberListQuery = z.output<typeof subscriberListQuerySchema>;

/** People, newest first; by text in id, e-mail or name, by tag and by segment. Undefined when the cursor is none of ours. */
export async function listSubscribers(
  workspaceId: number,
  { limit, cursor, search, tag, segment_id }: SubscriberListQuery,
): Promise<List<SubscriberResource> | undefined> {
  const after = cursor === undefined ? [] : decodeCursor(cursor, 1);
  if (!after || (after[0] !== undefined && !numericIdSchema.safeParse(after[0]).success)) return undefined;
  const contains = search?.trim() ? ({ contains: search.trim(), mode: "insensitive" } as const) : undefined;
  return withWorkspace(workspaceId, async (tx) => {
    const where: Prisma.SubscriberWhereInput = {
      workspaceId,
      ...(after[0] === undefined ? {} : { id: { lt: BigInt(after[0]) } }),
      ...(tag ? { tags: { has: tag } } : {}),
      ...(contains
        ? { OR: [{ externalId: contains }, { email: contains }, { firstName: contains }, { lastName: contains }] }
        : {}),
    };
    const rows = segment_id
      ? await membersOf(tx, segment_id, where, limit + 1)
      : await tx.subscriber.findMany({ where, orderBy: { id: "desc" }, take: limit + 1 });
    return toPage(rows, limit, (row) => [String(row.id)], presentSubscriber);
  });
}

/** Memberships are not a Prisma model: narrowed in slices, newest people first, until a page is full. */
async function membersOf(
  tx: Prisma.TransactionClient,
  segmentId: string,
  where: Prisma.SubscriberWhereInput,
  take: number,
) {
  const found: Awaited<ReturnType<typeof tx.subscriber.findMany>> = [];
  const start = where.id && typeof where.id === "object" && "lt" in where.id ? where.id.lt : undefined;
  let before = typeof start === "bigint" ? start : 9_223_372_036_854_775_807n;
  const sliceSize = 2_000;
  while (found.length < take) {
    const slice = await tx.$queryRaw<{ id: string }[]>`
      select subscriber_id::text as id from segment_members
      where segment_id = ${segmentId}::uuid and subscriber_id < ${before} order by subscriber_id desc limit ${sliceSize}`;
    const last = slice.at(-1);
    if (!last) break;
    const ids = slice.map(({ id }) => BigInt(id));
    found.push(
      ...(await tx.subscriber.findMany({
        where: { ...where, id: { in: ids } },
        orderBy: { id: "desc" },
        take: take - found.length,
      })),
    );
    before = BigInt(last.id);
    if (slice.length < sliceSize) break;
  }
  return found;
}
