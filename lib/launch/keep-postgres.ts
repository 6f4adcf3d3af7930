import { type Postgres, type PostgresOptions, startPostgres } from "./start-postgres.ts";

/** A PostgreSQL that comes back on the same port when it ends unasked (its crash recovery keeps everything committed). */
export async function keepPostgres(
  options: PostgresOptions,
  say: (line: string) => void,
): Promise<{ url: string; stop(): Promise<void> }> {
  let stopping = false;
  let current: Postgres = await startPostgres(options);
  const { url, port } = current;

  const watch = async () => {
    while (!stopping) {
      await current.exited;
      if (stopping) return;
      say("PostgreSQL ended unexpectedly; starting it again");
      current = await startPostgres({ ...options, port });
    }
  };
  watch().catch((error: unknown) => {
    say(`PostgreSQL could not be started again: ${error instanceof Error ? error.message : String(error)}`);
    process.kill(process.pid, "SIGTERM");
  });

  return {
    url,
    async stop() {
      stopping = true;
      await current.stop();
    },
  };
}
