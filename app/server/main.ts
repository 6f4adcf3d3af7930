import type { Server } from "node:http";
import next from "next";
import { authenticateKey } from "@/lib/auth/authenticate-key";
import { ingestionIdle } from "@/lib/commands/ingest-events";
import { closePool } from "@/lib/db/pool";
import { closePrisma } from "@/lib/db/prisma";
import { syncClock } from "@/lib/db/real-now";
import { log } from "@/lib/queue/log";
import { startHints } from "@/lib/queue/start-hints";
import { closeServer } from "./close-server";
import { createWebServer } from "./create-web-server";

/** After this a request in flight is cut off; the launcher kills the process group a little later. */
const CLOSE_TIMEOUT_MS = 8_000;
const STOP_TIMEOUT_MS = 15_000;
const CLOCK_EVERY_MS = 5_000;
/** In development an open page's hot reload socket would make every stop take that long. */
const DEV_CLOSE_TIMEOUT_MS = 300;

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** Real time is the database's; until it can be asked, this machine's. */
function followClock(): () => void {
  const sync = () => {
    syncClock().catch((error: unknown) => log.warn({ err: error }, "the database's time is not known"));
  };
  sync();
  const timer = setInterval(sync, CLOCK_EVERY_MS);
  return () => clearInterval(timer);
}

/** The web process. Reads PORT, HOST and NODE_ENV; needs DATABASE_URL. */
async function main(): Promise<void> {
  const port = Number(process.env.PORT ?? 3000);
  const hostname = process.env.HOST ?? "127.0.0.1";
  const dev = process.env.NODE_ENV !== "production";

  let handle: ReturnType<ReturnType<typeof next>["getRequestHandler"]> | undefined;
  const server = createWebServer({
    authenticate: (secret) => authenticateKey(secret),
    fallback: (request, response) => {
      if (!handle) return response.writeHead(503, { "retry-after": "1" }).end();
      handle(request, response).catch((error: unknown) => {
        console.error(error);
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    },
  });
  // Next attaches its own upgrade listener (hot reload in development) to the server it is given.
  const app = next({ dev, dir: process.cwd(), hostname, port, httpServer: server });
  await app.prepare();
  handle = app.getRequestHandler();
  const stopHints = startHints();
  const stopClock = followClock();
  await listen(server, port, hostname);
  console.log(`web listens on http://${hostname}:${port}`);

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    // Whatever of the following hangs: the process ends, and the next one finds the port and Next's lock free.
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    (async () => {
      await closeServer(server, dev ? DEV_CLOSE_TIMEOUT_MS : CLOSE_TIMEOUT_MS);
      await ingestionIdle();
      await stopHints();
      stopClock();
      await app.close();
      await closePrisma();
      await closePool();
    })().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
