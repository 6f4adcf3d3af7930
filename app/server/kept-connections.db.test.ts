import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { authenticateKey } from "@/lib/auth/authenticate-key";
import { hashKeySecret } from "@/lib/auth/key-secret";
import { inTransaction } from "@/lib/db/in-transaction";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { withWorkspace } from "@/lib/db/with-workspace";
import { readReadiness } from "@/lib/queries/read-readiness";
import { createWorkspace } from "@/lib/testing/factories";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { createWebServer } from "./create-web-server";

setUpTestDatabase();

const KEY = "sk_test_kept_0123456789abcdefghi";
const server = createWebServer({
  authenticate: (secret) => authenticateKey(secret),
  fallback: (_request, response) => response.writeHead(404).end(),
});

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test("while ten slow reads run, an event is acknowledged, a key is looked up and health is answered", async () => {
  const { id: workspaceId } = await createWorkspace({ mode: "live" });
  await prisma().apiKey.create({
    data: { workspaceId, name: "k", prefix: "sk_test_", hash: hashKeySecret(KEY), scope: "ingest" },
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  let slow: Promise<unknown> = Promise.resolve();
  // What they read is held until the end, so each is as slow as can be.
  await inTransaction(async (holder) => {
    await holder.query("select pg_advisory_xact_lock(4711)");
    slow = Promise.allSettled(
      Array.from({ length: 10 }, () =>
        withWorkspace(workspaceId, (tx) => tx.$executeRaw`select pg_advisory_xact_lock_shared(4711)`),
      ),
    );
    await expect
      .poll(
        async () => {
          const { rows } = await holder.query<{ n: number }>(
            "select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())",
          );
          return rows[0]?.n;
        },
        { timeout: 15_000 },
      )
      .toBe(6);
    const answer = await fetch(`http://127.0.0.1:${port}/v1/track`, {
      method: "POST",
      headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json" },
      body: JSON.stringify({ userId: "ada", event: "bought" }),
    });
    expect([answer.status, await answer.json()]).toEqual([202, { success: true, accepted: 1, duplicates: 0 }]);
    expect((await readReadiness()).ready).toBe(false); // no worker here; it was answered
    expect((await pool().query("select 1 as one from events")).rows).toEqual([{ one: 1 }]);
  });
  await slow;
}, 60_000);
