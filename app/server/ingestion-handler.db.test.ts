import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { Analytics } from "@segment/analytics-node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { authenticateKey } from "@/lib/auth/authenticate-key";
import { hashKeySecret } from "@/lib/auth/key-secret";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { createWorkspace } from "@/lib/testing/factories";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { createWebServer } from "./create-web-server";

setUpTestDatabase();

const KEY = "sk_test_ingest_0123456789abcdef";
const READ_KEY = "sk_test_read_only_0123456789abcdef";
const REVOKED_KEY = "sk_test_revoked_0123456789abcdef";
let base = "";
let port = 0;
let workspaceId = 0;

const server = createWebServer({
  authenticate: (secret) => authenticateKey(secret),
  fallback: ({ url = "" }, response) => response.writeHead(404, { "x-served-by": "next", "x-served-url": url }).end(),
});

beforeAll(async () => {
  const workspace = await createWorkspace({ mode: "live" });
  workspaceId = workspace.id;
  const key = (secret: string, scope: string, revokedAt: Date | null = null) =>
    prisma().apiKey.create({
      data: { workspaceId, name: scope, prefix: secret.slice(0, 8), hash: hashKeySecret(secret), scope, revokedAt },
    });
  await key(KEY, "ingest");
  await key(READ_KEY, "read");
  await key(REVOKED_KEY, "full", new Date());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
  base = `http://127.0.0.1:${port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

type Init = {
  key?: string | null;
  type?: string | null;
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
};

async function post(
  path: string,
  body: unknown,
  { key = KEY, type = "application/json", headers = {}, body: raw }: Init = {},
) {
  const started = performance.now();
  const response = await fetch(base + path, {
    method: "POST",
    headers: { ...(key && { authorization: `Bearer ${key}` }), ...(type && { "content-type": type }), ...headers },
    body: raw ?? JSON.stringify(body),
  });
  const text = await response.text();
  const ms = performance.now() - started;
  return { status: response.status, headers: response.headers, text, json: text ? JSON.parse(text) : undefined, ms };
}

const events = async () =>
  (
    await pool().query<{
      external_id: string;
      name: string;
      properties: Record<string, unknown>;
      context: Record<string, unknown> | null;
      occurred_at: Date;
    }>(
      `select s.external_id, k.name, e.properties, e.context, e.occurred_at from events e join subscribers s on s.id = e.subscriber_id
       join event_kinds k on k.id = e.kind_id where e.workspace_id = $1 order by e.id`,
      [workspaceId],
    )
  ).rows;
const totalRows = async () =>
  (await pool().query<{ n: string }>("select (select count(*) from events) + (select count(*) from subscribers) as n"))
    .rows[0]?.n;

test.each(["/api/v1", "/v1"])("the calls of the contract answer 202 under %s once they are stored", async (prefix) => {
  const before = (await events()).length;
  for (const [call, body] of [
    ["track", { event: "bought", properties: { total: 1 } }],
    ["identify", { traits: { email: "a@example.com" } }],
    ["page", { name: "Home" }],
    ["screen", { name: "Home" }],
    ["group", { groupId: "g" }],
    ["alias", { previousId: "anon" }],
  ] as const)
    expect(await post(`${prefix}/${call}`, { userId: "ada", ...body })).toMatchObject({
      status: 202,
      json: { success: true, accepted: 1, duplicates: 0 },
    });
  expect((await events()).slice(before).map((e) => e.name)).toEqual(["bought", "page_viewed", "screen_viewed"]);
});

test("a batch counts duplicates, and bad items do not sink the others", async () => {
  const item = { type: "track", userId: "bob", event: "batched", messageId: "batch-1" };
  expect(await post("/v1/batch", { batch: [item, item, { ...item, messageId: "batch-2" }] })).toMatchObject({
    status: 202,
    json: { success: true, accepted: 2, duplicates: 1 },
  });
  const answer = await post("/v1/batch", {
    batch: [
      { ...item, messageId: "batch-3" },
      5,
      { type: "nonsense" },
      { type: "track", userId: "bob" },
      { ...item, messageId: "b4", event: "a\u0000" },
    ],
  });
  expect(answer).toMatchObject({ status: 200, json: { success: false, accepted: 1, duplicates: 0 } });
  expect(answer.json.errors.map((e: { index: number }) => e.index)).toEqual([1, 2, 3, 4]);
  expect(await post("/v1/batch", { batch: [] })).toMatchObject({ status: 202, json: { success: true, accepted: 0 } });
});

test.each([
  ["gzip", gzipSync],
  ["deflate", deflateSync],
  ["br", brotliCompressSync],
] as const)("a body in %s is understood", async (encoding, compress) => {
  const body = new Uint8Array(compress(JSON.stringify({ batch: [{ type: "track", userId: "z", event: encoding }] })));
  expect(await post("/v1/batch", undefined, { body, headers: { "content-encoding": encoding } })).toMatchObject({
    status: 202,
    json: { accepted: 1 },
  });
});

test("compressed JSON that an HTTP library calls a form is understood: RudderStack's Node SDK sends it so", async () => {
  const headers = {
    authorization: `Basic ${Buffer.from(`${KEY}:`).toString("base64")}`,
    "content-encoding": "gzip",
    "user-agent": "analytics-node/3",
  };
  const type = "application/x-www-form-urlencoded";
  const batch = [{ type: "track", userId: "z", event: "ruddered", context: { library: { name: "analytics-node" } } }];
  const body = new Uint8Array(gzipSync(JSON.stringify({ batch, sentAt: new Date().toISOString() })));
  expect(await post("/v1/batch", undefined, { key: null, type, headers, body })).toMatchObject({
    status: 202,
    json: { accepted: 1 },
  });
  const form = new Uint8Array(gzipSync("a=1"));
  expect((await post("/v1/batch", undefined, { key: null, type, headers, body: form })).status).toBe(400);
});

test("a key may come as Bearer, as Basic user name, or as writeKey in the body", async () => {
  const basic = { authorization: `Basic ${Buffer.from(`${KEY}:`).toString("base64")}` };
  expect((await post("/v1/track", { userId: "k", event: "e" }, { key: null, headers: basic })).status).toBe(202);
  expect((await post("/v1/batch", { writeKey: KEY, batch: [] }, { key: null })).status).toBe(202);
  const type = "text/plain";
  expect((await post("/v1/t", { writeKey: KEY, userId: "k", event: "e" }, { key: null, type })).status).toBe(202);
  // analytics.js names the key in both places
  expect(
    (await post("/v1/t", { writeKey: KEY, userId: "k", event: "e" }, { key: null, type, headers: basic })).status,
  ).toBe(202);
});

test("under one Idempotency-Key a call is stored once and answered the same; another body is a conflict", async () => {
  const before = (await events()).length;
  const headers = { "idempotency-key": "order-7" };
  const body = { userId: "idem", event: "paid", properties: { total: 1 } };
  const first = await post("/v1/track", body, { headers });
  const again = await post("/api/v1/track", body, { headers });
  expect([first.status, first.json]).toEqual([202, { success: true, accepted: 1, duplicates: 0 }]);
  expect([again.status, again.json]).toEqual([first.status, first.json]);
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  expect((await post("/v1/track", { ...body, event: "refunded" }, { headers })).status).toBe(409);
  expect((await post("/v1/batch", { batch: [{ type: "track", ...body }] }, { headers })).status).toBe(409);
  expect((await events()).slice(before).map((e) => e.name)).toEqual(["paid"]);
  expect(await post("/v1/track", body, { headers: { "idempotency-key": "k".repeat(256) } })).toMatchObject({
    status: 422,
    json: { errors: [{ path: "Idempotency-Key" }] },
  });
});

test("an id that JSON's numbers cannot tell from its neighbours must be sent as text", async () => {
  for (const userId of ["9007199254740993", "1e21", "-9007199254740993"])
    expect(await post("/v1/track", undefined, { body: `{"userId":${userId},"event":"e"}` })).toMatchObject({
      status: 422,
      json: { errors: [{ path: "userId" }] },
    });
  expect((await post("/v1/track", { userId: 9_007_199_254_740_991, event: "e" })).status).toBe(202);
  expect((await post("/v1/track", { userId: "9007199254740993", event: "e" })).status).toBe(202);
});

test("browsers of any origin may post", async () => {
  const preflight = await fetch(`${base}/v1/track`, {
    method: "OPTIONS",
    headers: {
      origin: "https://shop.example",
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization,content-type",
    },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
  // RudderStack's browser SDK sends AnonymousId; what others send is covered by the star, which never covers authorization.
  const allowed = preflight.headers.get("access-control-allow-headers")?.split(", ");
  expect(allowed).toEqual(expect.arrayContaining(["authorization", "idempotency-key", "anonymousid", "*"]));
  expect((await post("/v1/track", { userId: "k", event: "e" })).headers.get("access-control-allow-origin")).toBe("*");
});

test("everything else is handed on: other paths, other methods, and signed-in people", async () => {
  for (const [path, init] of [
    ["/api/v1/journeys", {}],
    ["/api/v1/track", {}],
    ["/api/v1/toString", { method: "POST" }],
    ["/v1/track/more", { method: "POST" }],
    ["/api/v1/track", { method: "POST", headers: { "x-sojourn-workspace": "acme" } }],
  ] as const)
    expect((await fetch(base + path, init)).headers.get("x-served-by")).toBe("next");
});

test("a request line that names no address is answered 400 and handed on to nobody", async () => {
  const socket = connect(port, "127.0.0.1");
  socket.write("GET http://[::bad HTTP/1.1\r\nHost: x\r\n\r\n");
  const said = await text(socket);
  expect(said).toMatch(/^HTTP\/1\.1 400 /);
  expect(said).not.toContain("x-served-by");
});

test("a path that cannot be decoded is handed on as one that names nothing", async () => {
  expect((await fetch(`${base}/t/o/%zz`)).headers.get("x-served-url")).toBe("/t/o/%25zz");
});

test("health is answered without database", async () => {
  const response = await fetch(`${base}/api/health`);
  expect([response.status, await response.json()]).toEqual([200, { status: "ok" }]);
});

const MARK = "payload-marker-7391";
const big = "x".repeat(1_048_577);
const deep = `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`;
const track = (more: object) => JSON.stringify({ userId: MARK, event: MARK, ...more });
type Bad = [what: string, path: string, body: string | Uint8Array<ArrayBuffer>, status: number, init?: Init];
const bad: Bad[] = [
  ["no key", "/v1/track", track({}), 401, { key: null }],
  ["an unknown key", "/v1/track", track({}), 401, { key: "sk_nobody_has_this_key" }],
  ["a revoked key", "/v1/track", track({}), 401, { key: REVOKED_KEY }],
  ["an unknown writeKey", "/v1/batch", `{"writeKey":"nope","batch":[]}`, 401, { key: null }],
  [
    "a header that is no credential",
    "/v1/track",
    track({}),
    401,
    { key: null, headers: { authorization: "Digest x" } },
  ],
  ["a key of a megabyte", "/v1/batch", `{"writeKey":"${"k".repeat(900_000)}","batch":[]}`, 401, { key: null }],
  ["a read key", "/v1/track", track({}), 403, { key: READ_KEY }],
  ["XML", "/v1/track", "<a/>", 415, { type: "application/xml" }],
  ["a form", "/v1/track", "a=1", 415, { type: "application/x-www-form-urlencoded" }],
  ["plain text that is no JSON", "/v1/track", MARK, 400, { type: "text/plain" }],
  ["an unknown encoding", "/v1/track", track({}), 415, { headers: { "content-encoding": "zstd-ish" } }],
  ["no JSON", "/v1/track", `{"userId":"${MARK}`, 400],
  ["nothing", "/v1/track", "", 400],
  ["bytes that are no UTF-8", "/v1/track", new Uint8Array([0x22, 0xff, 0xfe, 0x22]), 400],
  ["gzip that is none", "/v1/track", track({}), 400, { headers: { "content-encoding": "gzip" } }],
  [
    "gzip cut short",
    "/v1/track",
    new Uint8Array(gzipSync(track({})).subarray(0, 20)),
    400,
    { headers: { "content-encoding": "gzip" } },
  ],
  ["more than a megabyte", "/v1/track", track({ properties: { big } }), 413],
  [
    "a gzip bomb",
    "/v1/batch",
    new Uint8Array(gzipSync(Buffer.alloc(100_000_000, " "))),
    413,
    { headers: { "content-encoding": "gzip" } },
  ],
  ["1,001 items", "/v1/batch", JSON.stringify({ batch: Array(1_001).fill({}) }), 413],
  ["JSON null", "/v1/track", "null", 422],
  ["a list", "/v1/track", "[]", 422],
  ["text", "/v1/track", `"${MARK}"`, 422],
  ["no batch", "/v1/batch", "{}", 422],
  ["a batch that is an object", "/v1/batch", `{"batch":{"length":1e9}}`, 422],
  ["nobody", "/v1/track", JSON.stringify({ event: MARK }), 422],
  ["no event", "/v1/track", JSON.stringify({ userId: MARK }), 422],
  ["an event that is an object", "/v1/track", JSON.stringify({ userId: MARK, event: { $ne: MARK } }), 422],
  ["an event name that is too long", "/v1/track", JSON.stringify({ userId: MARK, event: MARK.repeat(20) }), 422],
  ["a userId that is too long", "/v1/track", JSON.stringify({ userId: MARK.repeat(20), event: "e" }), 422],
  ["a userId that is a list", "/v1/track", JSON.stringify({ userId: [MARK], event: "e" }), 422],
  ["properties that are text", "/v1/track", track({ properties: MARK }), 422],
  ["a time that is none", "/v1/track", track({ timestamp: MARK }), 422],
  ["a number that is no time", "/v1/track", track({ timestamp: 1e300 }), 422],
  ["a day that no month has", "/v1/track", track({ timestamp: "2026-13-41T00:00:00+0000" }), 422],
  ["a name that is beyond all numbers", "/v1/identify", `{"userId":"a","traits":{"first_name":1e400}}`, 422],
  ["a time out of this world", "/v1/track", track({ timestamp: "+275761-01-01T00:00:00Z" }), 422],
  ["nesting of 5,000", "/v1/track", `{"userId":"a","event":"e","properties":${deep}}`, 422],
  ["U+0000", "/v1/track", track({ properties: { a: "\u0000" } }), 422],
  ["a lone surrogate", "/v1/track", `{"userId":"a","event":"e","properties":{"a":"\\ud800"}}`, 422],
  ["U+0000 in the userId", "/v1/track", `{"userId":"a\\u0000b","event":"e"}`, 422],
  ["U+0000 in the messageId", "/v1/track", track({ messageId: "\u0000" }), 422],
  ["traits that are a list", "/v1/identify", JSON.stringify({ userId: MARK, traits: [MARK] }), 422],
  ["an email that is an object", "/v1/identify", JSON.stringify({ userId: MARK, traits: { email: { a: MARK } } }), 422],
  ["a group without id", "/v1/group", JSON.stringify({ userId: MARK }), 422],
  ["an alias without previousId", "/v1/alias", JSON.stringify({ userId: MARK }), 422],
];

test.each(bad)(
  "%s is refused quickly, changes nothing and is not repeated",
  async (_what, path, body, status, init = {}) => {
    const before = await totalRows();
    const answer = await post(path, undefined, { ...init, body });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(answer.json).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) });
    if (status === 422)
      expect(answer.json.errors[0]).toEqual({ path: expect.any(String), message: expect.any(String) });
    expect(answer.text).not.toContain(MARK);
    expect(answer.ms).toBeLessThan(250);
    expect(await totalRows()).toBe(before);
  },
);

test("numbers beyond all bounds and odd but legal JSON are stored", async () => {
  for (const properties of [
    `{"n":1e400}`,
    `{"n":-0}`,
    `{"":{"":1}}`,
    `{"toString":1,"constructor":{"prototype":1}}`,
    `{"e":"😀"}`,
    `{"a":1,"a":2}`,
  ])
    expect(
      (await post("/v1/track", undefined, { body: `{"userId":"odd","event":"odd","properties":${properties}}` }))
        .status,
    ).toBe(202);
});

test("an upload that never ends is answered at the limit", async () => {
  const request = httpRequest({
    port,
    host: "127.0.0.1",
    path: "/v1/batch",
    method: "POST",
    headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json" },
  });
  request.on("error", () => {}); // the server closes under us, as it should
  const chunk = Buffer.alloc(65_536, "[");
  const pump = () => {
    while (!request.destroyed && request.write(chunk));
  };
  request.on("drain", pump);
  pump();
  const [response] = await once(request, "response");
  expect(response.statusCode).toBe(413);
  request.destroy();
});

test("the Node SDK of a common CDP works with only another host", async () => {
  const before = (await events()).length;
  const failures: unknown[] = [];
  const analytics = new Analytics({ writeKey: KEY, host: base, flushAt: 3, maxRetries: 0 });
  analytics.on("error", (error) => failures.push(error));
  analytics.identify({ userId: "sdk-user", traits: { email: "sdk@example.com", firstName: "Ada", plan: "pro" } });
  analytics.track({
    userId: "sdk-user",
    event: "sdk_bought",
    properties: { total: 9.5 },
    timestamp: new Date(Date.now() - 60_000),
  });
  analytics.page({ userId: "sdk-user", name: "Home", properties: { url: "https://x.test/" } });
  analytics.group({ userId: "sdk-user", groupId: "acme", traits: { size: 5 } });
  analytics.track({ anonymousId: "sdk-anon", event: "sdk_seen" });
  await analytics.closeAndFlush();
  expect(failures).toEqual([]);
  const stored = (await events()).slice(before);
  expect(stored.map((e) => [e.external_id, e.name])).toEqual(
    expect.arrayContaining([
      ["sdk-user", "sdk_bought"],
      ["sdk-user", "page_viewed"],
      ["sdk-anon", "sdk_seen"],
    ]),
  );
  const bought = stored.find((e) => e.name === "sdk_bought");
  expect(Math.abs(Date.now() - 60_000 - (bought?.occurred_at.getTime() ?? 0))).toBeLessThan(5_000);
  expect(bought?.context).toMatchObject({ library: { name: "@segment/analytics-node" } });
  const [ada] = (
    await pool().query("select email, first_name, attributes from subscribers where external_id = 'sdk-user'")
  ).rows;
  expect(ada).toEqual({
    email: "sdk@example.com",
    first_name: "Ada",
    attributes: { plan: "pro", group: { id: "acme", size: 5 } },
  });
});

test("a database that is away gives 503 and Retry-After, and nothing is called stored", async () => {
  const down = createWebServer({
    authenticate: (secret) => authenticateKey(secret),
    ingest: () => Promise.reject(new Error("connection refused")),
    fallback: (_request, response) => response.end(),
  });
  down.listen(0, "127.0.0.1");
  await once(down, "listening");
  const address = down.address();
  const response = await fetch(
    `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/v1/track`,
    {
      method: "POST",
      headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json" },
      body: JSON.stringify({ userId: "a", event: "e" }),
    },
  );
  expect([response.status, response.headers.get("retry-after")]).toEqual([503, "1"]);
  down.closeAllConnections();
  down.close();
});
