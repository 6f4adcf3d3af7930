import { sweep } from "@/lib/commands/sweep";
import { realNow } from "@/lib/db/real-now";
import { log } from "@/lib/queue/log";

export async function sweepHandler(): Promise<void> {
  const shards = await sweep(realNow());
  log.debug({ shards }, "swept");
}
