import type pg from "pg";
import type { ClaimedSend } from "@/lib/db/sends.sql";
import type { Instant } from "@/lib/journey/facts";
import type { Json } from "@/lib/journey/json";
import { type ShardSetting, timeOfSend } from "../deliver-batch";
import { type SettledSend, settleSends } from "../settle-sends";
import { wakeWithResult } from "../wake-with-result";

/** Writes what became of one call; 0: the attempt was superseded. */
export function settleCall(
  client: pg.PoolClient,
  claimed: ClaimedSend,
  setting: ShardSetting,
  by: { from: "queued" | "sending"; provider: string },
  result: SettledSend["result"],
): Promise<number> {
  return settleSends(client, [{ claimed, at: timeOfSend(claimed, setting), result }], by);
}

/** Wakes the person who waits for this call, if they still do. `deadline`: of their run, if the journey sets a maximum time. */
export async function wakeAsker(
  client: pg.PoolClient,
  claimed: ClaimedSend,
  setting: ShardSetting,
  ok: boolean,
  value: Json,
  deadline?: Instant,
): Promise<boolean> {
  if (claimed.enrollment_id === null) return false;
  const at = timeOfSend(claimed, setting);
  const asking = {
    enrollmentId: claimed.enrollment_id,
    subscriberId: claimed.subscriber_id,
    shard: setting.shard,
    visit: claimed.visit,
    deadline,
  };
  return wakeWithResult(client, asking, { by: "result", ok, value, at }, at);
}
