import type * as z from "zod";
import { toPage } from "@/lib/api/cursor";
import { type List, uuidSchema } from "@/lib/api/schemas/common";
import type { PushSubscriptionResource, pushSubscriptionListQuerySchema } from "@/lib/api/schemas/push";
import { withWorkspace } from "@/lib/db/with-workspace";
import { iso } from "./iso";
import { timeKeyOf } from "./time-cursor";

/** Browsers that may be pushed to, newest first; never their keys. Undefined when the cursor is none of ours. */
export async function listPushSubscriptions(
  workspaceId: number,
  { limit, cursor, external_id }: z.output<typeof pushSubscriptionListQuerySchema>,
): Promise<List<PushSubscriptionResource> | undefined> {
  const key = timeKeyOf(cursor, (id) => uuidSchema.safeParse(id).success);
  if (!key) return undefined;
  return withWorkspace(workspaceId, async (tx) => {
    const rows = await tx.pushSubscription.findMany({
      where: {
        workspaceId,
        ...(cursor === undefined ? {} : { id: { lt: key.id } }),
        ...(external_id === undefined ? {} : { subscriber: { externalId: external_id } }),
      },
      select: {
        id: true,
        endpoint: true,
        browser: true,
        createdAt: true,
        subscriber: { select: { externalId: true } },
      },
      orderBy: { id: "desc" },
      take: limit + 1,
    });
    return toPage(
      rows,
      limit,
      ({ id }) => ["0", id],
      ({ id, endpoint, browser, createdAt, subscriber }) => ({
        id,
        external_id: subscriber.externalId,
        browser,
        service: new URL(endpoint).hostname,
        created_at: iso(createdAt),
      }),
    );
  });
}
