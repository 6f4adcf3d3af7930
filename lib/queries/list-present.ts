import type { Present } from "@/lib/api/schemas/presence";
import type { Tx } from "@/lib/db/with-workspace";

/** A page that was not heard of for this long is gone. Pages say that they are there three times in it. */
const PRESENCE_MS = 30_000;

/** Who has a journey open now (real time). */
export function listPresent(tx: Tx, journeyId: string): Promise<Present[]> {
  const since = new Date(Date.now() - PRESENCE_MS);
  return tx.$queryRaw<Present[]>`
    select p.client::text as client, coalesce(nullif(u.name, ''), u.email) as name, p.node
    from journey_presence p join users u on u.id = p.user_id
    where p.journey_id = ${journeyId}::uuid and p.seen_at > ${since}
    order by p.client`;
}
