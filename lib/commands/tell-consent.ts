import { suppressionKey } from "@/lib/channels/address";
import { addressKeySql } from "@/lib/db/address-key-sql";
import { runTransaction } from "@/lib/db/run-transaction";
import { COLUMNS } from "@/lib/db/subscribers.sql";
import { hintSegments, hintWalk } from "@/lib/queue/hint";
import { recordSubscriberChanges } from "./record-subscriber-changes";
import type { SubscriberRow } from "./subscriber-row";

/** By the index on addresses. $1 workspace, $2 their keys. */
const PEOPLE_AT = `
select ${COLUMNS} from subscribers s where s.workspace_id = $1 and ${addressKeySql("s")} = any($2::text[]) order by s.id for no key update`;

/**
 * Has everybody who waits for a change of consent look again, of the people with one of these addresses, however either is written, and their
 * segments too. Call when the change is committed: who is told must see it.
 */
export async function tellConsent(workspaceId: number, addresses: readonly string[]): Promise<void> {
  const { shards, segments } = await runTransaction(async (client) => {
    const { rows } = await client.query<SubscriberRow>(PEOPLE_AT, [
      workspaceId,
      [...new Set(addresses.map(suppressionKey))],
    ]);
    return recordSubscriberChanges(
      client,
      workspaceId,
      rows.map((row) => ({ before: row, after: row })),
    );
  });
  if (shards.size > 0) hintWalk(shards);
  if (segments) hintSegments();
}
