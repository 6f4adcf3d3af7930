import { type ChildProcess, spawn } from "node:child_process";
import { pool } from "@/lib/db/pool";

/** A real worker process on the bench's database; ready when its first heartbeat is there. */
export async function startWorker(databaseUrl: string): Promise<{ process: ChildProcess; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, ["--import", "tsx", "worker/main.ts"], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      LOG_LEVEL: "warn",
      WORKER_CONCURRENCY: "2",
      APP_URL: "http://localhost:3000",
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  for (;;) {
    const { rowCount } = await pool().query(
      "select from worker_heartbeats where beat_at > now() - interval '10 seconds'",
    );
    if (rowCount) break;
    if (child.exitCode !== null) throw new Error("the worker could not start");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    process: child,
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill("SIGTERM");
      }),
  };
}
