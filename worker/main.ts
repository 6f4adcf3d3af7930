// The worker process: composition root of everything that happens by itself. Reads DATABASE_URL, WORKER_CONCURRENCY (drains at a time
// for each queue, default 2), LOG_LEVEL and the mail settings. Any number of workers run side by side; SIGTERM finishes what is in hand.

import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { compactStats } from "@/lib/commands/compact-stats";
import { deliverEnvironment } from "@/lib/commands/deliver-environment";
import { maintainBuckets } from "@/lib/commands/maintain-buckets";
import { runBacktests } from "@/lib/commands/run-backtests";
import { runTriggers } from "@/lib/commands/run-triggers";
import { prepareSampleData } from "@/lib/commands/sample/prepare-sample-data";
import { watchStuckPeople } from "@/lib/commands/watch-stuck-people";
import { closePool } from "@/lib/db/pool";
import { closePrisma } from "@/lib/db/prisma";
import { realNow, syncClock } from "@/lib/db/real-now";
import { startBoss, stopBoss } from "@/lib/queue/boss";
import { log } from "@/lib/queue/log";
import { every } from "./every";
import { deliverHandler } from "./handlers/deliver";
import { journeysHandler } from "./handlers/journeys";
import { maintainHandler } from "./handlers/maintain";
import { segmentsHandler } from "./handlers/segments";
import { sweepHandler } from "./handlers/sweep";
import { triggersHandler } from "./handlers/triggers";
import { walkHandler } from "./handlers/walk";
import { beat, lastBeat } from "./heartbeat";

const STOP_TIMEOUT_MS = 10_000;

/** NOTIFY wakes a worker at once; this poll finds hints that lie ahead of now, and those whose notification was lost. */
const POLLING = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 1, heartbeatRefreshSeconds: 4 } as const;

async function main(): Promise<void> {
  const localConcurrency = Number(process.env.WORKER_CONCURRENCY ?? 2);
  const workerId = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  deliverEnvironment(); // a bad mail setting ends the process here, not with the first mail
  await syncClock();
  await maintainBuckets(realNow());
  const boss = await startBoss("worker");
  const stopping = new AbortController();

  await boss.work("walk", { ...POLLING, localConcurrency, batchSize: 16 }, walkHandler(stopping.signal));
  await boss.work("deliver", { ...POLLING, localConcurrency, batchSize: 16 }, deliverHandler(stopping.signal));
  await boss.work("segments", POLLING, segmentsHandler(stopping.signal));
  await boss.work("journeys", POLLING, journeysHandler(stopping.signal));
  await boss.work("triggers", POLLING, triggersHandler(stopping.signal));
  await boss.work("sweep", POLLING, sweepHandler);
  await boss.work("maintain", POLLING, maintainHandler);
  await boss.schedule("sweep", "* * * * *");
  await boss.schedule("maintain", "17 * * * *");
  // Whatever became due while no worker ran.
  await boss.send("sweep", {}, { singletonKey: "start" });

  const periodic = [
    every("clock", 5_000, syncClock),
    every("heartbeat", 5_000, () => beat(workerId)),
    every("compact-stats", 1_000, compactStats),
    every("watchdog", 30_000, watchStuckPeople),
    // A pattern's or a schedule's moment comes without a hint.
    every("triggers", 1_000, () => runTriggers(stopping.signal)),
    every("backtests", 1_000, () => runBacktests(stopping.signal)),
    every("sample-data", 2_000, () => prepareSampleData(stopping.signal)),
  ];
  log.info({ workerId, localConcurrency }, "worker runs");

  const stop = async (signal: string) => {
    if (stopping.signal.aborted) return;
    log.info({ signal }, "worker stops: finishing what is in hand");
    stopping.abort();
    await stopBoss(STOP_TIMEOUT_MS);
    await Promise.all(periodic.map((task) => task.stop()));
    await lastBeat(workerId);
    await closePrisma();
    await closePool();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => {
      stop(signal).catch((error: unknown) => {
        log.error({ err: error }, "worker could not stop in order");
        process.exit(1);
      });
    });
}

main().catch((error: unknown) => {
  log.fatal({ err: error }, "worker could not start");
  process.exit(1);
});
