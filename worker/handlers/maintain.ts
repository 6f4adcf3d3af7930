import { forgetRetiredPatterns } from "@/lib/commands/build-patterns";
import { maintainBuckets } from "@/lib/commands/maintain-buckets";
import { purgeExpired } from "@/lib/commands/purge-expired";
import { realNow } from "@/lib/db/real-now";
import { log } from "@/lib/queue/log";

export async function maintainHandler(): Promise<void> {
  const buckets = await maintainBuckets(realNow());
  const purged = await purgeExpired();
  await forgetRetiredPatterns();
  log.info({ ...buckets, ...purged }, "maintained");
}
