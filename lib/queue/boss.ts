import { PgBoss } from "pg-boss";
import { log } from "./log";
import { DEAD_LETTERS, queues } from "./queues";

declare global {
  var __sojournBoss: PgBoss | undefined;
}

/**
 * Starts this process's pg-boss. Only workers install its schema, supervise jobs and run schedules; the web process sends
 * hints and nothing else. Kept on globalThis because Next bundles its routes apart from the server that hosts them.
 * Rejects when the database cannot be reached, and in a web process also while no worker has ever installed the schema.
 */
export async function startBoss(role: "worker" | "web"): Promise<PgBoss> {
  if (globalThis.__sojournBoss) return globalThis.__sojournBoss;
  const worker = role === "worker";
  const made = new PgBoss({
    connectionString: process.env.DATABASE_URL,
    application_name: `sojourn-queue-${role}`,
    max: worker ? 6 : 2,
    migrate: worker,
    createSchema: worker,
    supervise: worker,
    schedule: worker,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    cronMonitorIntervalSeconds: 30,
    cronWorkerIntervalSeconds: 5,
    useListenNotify: worker,
  });
  // Without a listener one terminated connection would end the process; pg-boss reconnects by itself.
  made.on("error", (error) => log.warn({ err: error }, "queue"));
  made.on("warning", (warning) => log.warn({ warning }, "queue"));
  try {
    await made.start();
  } catch (error) {
    await made.stop({ graceful: false, close: true });
    throw error;
  }
  if (worker) {
    await made.createQueue(DEAD_LETTERS);
    for (const [name, options] of Object.entries(queues)) {
      await made.createQueue(name, options);
      const { policy, partition, ...changeable } = options;
      await made.updateQueue(name, changeable);
    }
  }
  globalThis.__sojournBoss = made;
  return made;
}

/** This process's pg-boss; undefined when the process has none (scripts, tests): then hints go nowhere and the sweep finds the work. */
export function boss(): PgBoss | undefined {
  return globalThis.__sojournBoss;
}

/** Stops fetching, waits up to `timeoutMs` for the jobs in hand, closes its connections. */
export async function stopBoss(timeoutMs: number): Promise<void> {
  const open = globalThis.__sojournBoss;
  globalThis.__sojournBoss = undefined;
  await open?.stop({ graceful: true, close: true, timeout: timeoutMs });
}
