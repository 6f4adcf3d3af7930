import type * as z from "zod";
import { decodeCursor, toPage } from "@/lib/api/cursor";
import type { List } from "@/lib/api/schemas/common";
import { uuidSchema } from "@/lib/api/schemas/common";
import type { JourneyResource, journeyListQuerySchema } from "@/lib/api/schemas/journey";
import { withWorkspace } from "@/lib/db/with-workspace";
import { readJourneys } from "./read-journeys";

/** Journeys, newest first (ids are ordered by time). Undefined when the cursor is none of ours. */
export async function listJourneys(
  workspaceId: number,
  { limit, cursor, status, search }: z.output<typeof journeyListQuerySchema>,
): Promise<List<JourneyResource> | undefined> {
  const after = cursor === undefined ? [] : decodeCursor(cursor, 1);
  if (!after || (after[0] !== undefined && !uuidSchema.safeParse(after[0]).success)) return undefined;
  return withWorkspace(workspaceId, async (tx) => {
    const ids = await tx.journey.findMany({
      where: {
        workspaceId,
        ...(after[0] === undefined ? {} : { id: { lt: after[0] } }),
        ...(status ? { status } : {}),
        ...(search?.trim() ? { name: { contains: search.trim(), mode: "insensitive" } } : {}),
      },
      orderBy: { id: "desc" },
      take: limit + 1,
      select: { id: true },
    });
    const page = toPage(
      ids,
      limit,
      ({ id }) => [id],
      ({ id }) => id,
    );
    return { data: await readJourneys(tx, page.data), next_cursor: page.next_cursor };
  });
}
