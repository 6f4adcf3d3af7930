import type { SubscriberResource } from "@/lib/api/schemas/subscriber";
import { withWorkspace } from "@/lib/db/with-workspace";
import { presentSubscriber } from "./present-subscriber";

/** One person by the id their owner gave them. */
export async function readSubscriber(workspaceId: number, externalId: string): Promise<SubscriberResource | undefined> {
  const row = await withWorkspace(workspaceId, (tx) =>
    tx.subscriber.findUnique({ where: { workspaceId_externalId: { workspaceId, externalId } } }),
  );
  return row ? presentSubscriber(row) : undefined;
}
