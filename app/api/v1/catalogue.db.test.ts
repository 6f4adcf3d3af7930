import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, test } from "vitest";
import { catalogue } from "@/lib/testing/catalogue/catalogue";
import { conditionCases } from "@/lib/testing/catalogue/condition-cases";
import { settingsCases } from "@/lib/testing/catalogue/settings-cases";
import { TEST_SECRET } from "@/lib/testing/send-scene";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { tellCase } from "./_testing/tell-case";

/**
 * Every kind of step and trigger over the API: the table that e2e/catalogue.spec.ts enters in the browser is created, published, fed and
 * moved in time by requests, and what came of it is read by requests.
 */
setUpTestDatabase();

let server: Server;
let address: string;

beforeAll(async () => {
  process.env.APP_SECRET = TEST_SECRET;
  // Answers with what it was asked, and not at all kindly about a person called "broken".
  server = createServer(async (request, response) => {
    const { total } = JSON.parse(await text(request));
    response.writeHead(request.url?.endsWith("/broken") ? 400 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify({ told: `${request.method} ${request.url} ${request.headers["x-shop"]} ${total}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

test.each(
  [...catalogue, ...settingsCases, ...conditionCases].map((row) => [row.ids.join(" "), row.does, row] as const),
)("%s %s", async (_ids, _does, row) => {
  await tellCase(row, address);
});
