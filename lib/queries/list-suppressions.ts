import type * as z from "zod";
import { decodeCursor, toPage } from "@/lib/api/cursor";
import type { List } from "@/lib/api/schemas/common";
import {
  type SuppressionResource,
  type suppressionListQuerySchema,
  suppressionReasonSchema,
} from "@/lib/api/schemas/suppression";
import { withWorkspace } from "@/lib/db/with-workspace";

/** Addresses that get no marketing mail, newest first. Undefined when the cursor is none of ours. */
export async function listSuppressions(
  workspaceId: number,
  { limit, cursor, search, reason }: z.output<typeof suppressionListQuerySchema>,
): Promise<List<SuppressionResource> | undefined> {
  const after = cursor === undefined ? [] : decodeCursor(cursor, 1);
  if (!after || (after[0] !== undefined && !/^\d{1,18}$/.test(after[0]))) return undefined;
  const rows = await withWorkspace(workspaceId, (tx) =>
    tx.suppression.findMany({
      where: {
        workspaceId,
        ...(after[0] === undefined ? {} : { id: { lt: BigInt(after[0]) } }),
        ...(reason ? { reason } : {}),
        ...(search?.trim() ? { address: { contains: search.trim().toLowerCase() } } : {}),
      },
      orderBy: { id: "desc" },
      take: limit + 1,
    }),
  );
  return toPage(rows, limit, ({ id }) => [String(id)], presentSuppression);
}

export function presentSuppression(row: {
  id: bigint;
  channel: string;
  address: string;
  reason: string;
  createdAt: Date;
}): SuppressionResource {
  return {
    id: String(row.id),
    channel: row.channel,
    address: row.address,
    reason: suppressionReasonSchema.parse(row.reason),
    created_at: row.createdAt.toISOString(),
  };
}
