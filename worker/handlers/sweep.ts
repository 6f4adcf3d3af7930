import { sweep } from "@/lib/commands/sweep";
import { log } from "@/lib/queue/log";

export async function sweepHandler(): Promise<void> {
  const shards = await sweep(Date.now());
  log.debug({ shards }, "swept");
}
