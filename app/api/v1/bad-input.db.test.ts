import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { limitRequests } from "@/lib/api/rate-limit";
import { prisma } from "@/lib/db/prisma";
import { createWorkspace } from "@/lib/testing/factories";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { endpoints } from "./_endpoints/registry";
import { type Call, callApi, keyClient } from "./_testing/api-driver";
import { sessionClient } from "./_testing/session-client";

setUpTestDatabase();
process.env.APP_SECRET = "a-secret-for-tests-that-is-long-enough";
process.env.APP_URL = "http://localhost:3000";

let api: Call & { secret: string };
let workspaceId: number;
beforeAll(async () => {
  workspaceId = (await createWorkspace()).id;
  api = await keyClient(workspaceId);
});

const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
const huge = JSON.stringify({ attributes: { a: "x".repeat(1_100_000) } });

describe("bad input is refused with the right status, an explanation and no effect", () => {
  const cases: [
    name: string,
    status: number,
    path: string | undefined,
    body: string | Uint8Array,
    headers?: Record<string, string>,
  ][] = [
    ["broken JSON", 400, undefined, '{"email": '],
    ["bytes that are not UTF-8", 400, undefined, new Uint8Array([0x22, 0xff, 0x22])],
    ["no body at all", 400, undefined, ""],
    ["another media type", 415, undefined, "email=a", { "content-type": "application/x-www-form-urlencoded" }],
    ["a compressed body", 415, undefined, gzipSync('{"first_name": "Ada"}'), { "content-encoding": "gzip" }],
    ["a body over the limit", 413, undefined, huge],
    ["a lying Content-Length", 413, undefined, "{}", { "content-length": "99999999" }],
    ["a list instead of an object", 422, "", "[]"],
    ["null instead of an object", 422, "", "null"],
    ["a wrong type", 422, "email", '{"email": 7}'],
    ["an address that is none", 422, "email", '{"email": "nobody"}'],
    ["an unknown time zone", 422, "timezone", '{"timezone": "Mars/Olympus"}'],
    ["a field among the attributes that holds no text", 422, "attributes.email", '{"attributes": {"email": {}}}'],
    ["an address among the attributes that is none", 422, "attributes.email", '{"attributes": {"email": "n/a"}}'],
    [
      "a field among the attributes that no index can hold",
      422,
      "attributes.email",
      JSON.stringify({ attributes: { email: randomBytes(4_000).toString("base64") } }),
    ],
    ["a wrong type deep inside", 422, "tags.1", '{"tags": ["a", 5]}'],
    ["an attribute of a book's length", 422, "attributes.a", JSON.stringify({ attributes: { a: "x".repeat(40_000) } })],
    [
      "an attribute's name of a page",
      422,
      `attributes.${"k".repeat(256)}`,
      `{"attributes": {"${"k".repeat(3_000)}": 1}}`,
    ],
    ["an attribute that nests too deep", 422, "attributes.a", `{"attributes": ${deep(22)}}`],
    ["a number beyond all numbers", 422, "attributes.a", '{"attributes": {"a": 1e400}}'],
    ["a NUL character", 422, "first_name", '{"first_name": "a\\u0000b"}'],
    ["a NUL character in a key", 422, "attributes.a\\0b", '{"attributes": {"a\\u0000b": 1}}'],
    ["half a surrogate pair", 422, "attributes.name", '{"attributes": {"name": "\\ud800"}}'],
    ["a prototype key", 422, "attributes.__proto__", '{"attributes": {"__proto__": {"admin": true}}}'],
    ["a constructor.prototype key", 422, "", '{"attributes": {"constructor": {"prototype": {"x": 1}}}}'],
    ["a body that nests too deep", 422, "", deep(70)],
    ["a body that nests absurdly deep", 422, "", deep(100_000)],
    ["brackets without end", 422, "", "[".repeat(500_000)],
  ];
  for (const [name, status, path, body, headers] of cases)
    test(name, async () => {
      const started = performance.now();
      const answered = await api("PUT", "/subscribers/ada", body, headers);
      expect(answered.status).toBe(status);
      expect(answered.headers.get("content-type")).toBe("application/problem+json");
      expect(answered.body).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) });
      if (path !== undefined) {
        const { errors } = answered.body as { errors: { path: string; message: string }[] };
        expect(errors.map((error) => error.path)).toContain(path);
      }
      expect(JSON.stringify(answered.body)).not.toContain("Olympus");
      expect(performance.now() - started).toBeLessThan(1_000);
      expect(await prisma().subscriber.count()).toBe(0);
    });
});

describe("ids and queries", () => {
  for (const path of [
    "/journeys/1",
    "/journeys/not-a-uuid",
    "/journeys/00000000-0000-0000-0000-00000000000g",
    "/journeys/%00",
    "/journeys/%zz",
    "/journeys/",
    "/enrollments/abc",
    "/enrollments/0",
    "/enrollments/-1",
    "/enrollments/99999999999999999999",
    "/enrollments/9223372036854775807",
    "/messages/'; drop table sends; --",
    "/subscribers/a%00b",
    `/subscribers/${"x".repeat(300)}`,
    "/nothing/here",
    "/constructor",
    "/__proto__",
  ])
    test(`GET ${path.slice(0, 60)} is answered 404`, async () => {
      expect(await api("GET", path)).toMatchObject({ status: path === "/journeys/" ? 200 : 404 });
    });

  for (const path of [
    "/journeys?limit=0",
    "/journeys?limit=201",
    "/journeys?limit=ten",
    "/journeys?cursor=nonsense",
    "/subscribers?cursor=WyJhYmMiXQ",
    "/subscribers?cursor=WyItMSJd",
    "/subscribers?cursor=WyI5OTk5OTk5OTk5OTk5OTk5OTk5Il0",
    "/events?cursor=WyIxIiwiMiJd",
    "/events?cursor=WyI5OTk5OTk5OTk5OTk5OTk5OTk5OTk5IiwiMDAwMDAwMDAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAwIl0",
    "/messages?status=lost",
    "/subscribers?search=%00",
    "/messages?journey_id=7",
  ])
    test(`GET ${path.slice(0, 60)} is answered 422 with the parameter's name`, async () => {
      const answered = await api("GET", path);
      expect(answered).toMatchObject({
        status: 422,
        body: { errors: [{ path: /\?(\w+)=/.exec(path)?.[1], message: expect.any(String) }] },
      });
    });

  test("an unknown method is answered 405 with those that are known", async () => {
    const answered = await api("DELETE", "/journeys");
    expect(answered.status).toBe(405);
    expect(answered.headers.get("allow")?.split(", ").sort()).toEqual(["GET", "POST"]);
  });

  test("a new person's id must be storable", async () => {
    expect(await api("PUT", "/subscribers/a%00b", {})).toMatchObject({
      status: 422,
      body: { errors: [{ path: "external_id" }] },
    });
  });
});

describe("whatever is sent to whichever endpoint, it never breaks", () => {
  const values = [
    "[]",
    "null",
    "7",
    '"text"',
    "true",
    "{}",
    '{"a":1}',
    '{"condition":{}}',
    '{"graph":7}',
    '{"batch":{}}',
  ];
  beforeEach(() => {
    const reported = vi.spyOn(console, "error").mockImplementation(() => undefined);
    return () => reported.mockRestore();
  });
  for (const { method, path, permission } of endpoints.filter((e) => e.method !== "GET" && e.permission !== "account"))
    test(`${method} ${path}`, async () => {
      const target = path
        .replace(/\{(external_id|user_id)\}/g, "zoe")
        .replace(/\{id\}/g, /enrollments|suppressions/.test(path) ? "77" : crypto.randomUUID());
      for (const body of values) {
        const answered = await api(method, target, body, { "if-match": '"1"' });
        expect({ permission, body, status: answered.status, fine: answered.status < 500 }).toMatchObject({
          fine: true,
        });
      }
    });
});

describe("conditions of every shape are compiled without breaking", () => {
  for (const condition of [
    { all: [] },
    { none: [{ any: [] }] },
    { path: "a'b\"c", op: "equals", value: "'; drop table subscribers; --" },
    { path: "attributes.x.y", op: "greater_than", value: "many" },
    { path: "created_at", op: "within_last", value: "P3D" },
    { path: "age", op: "between", value: [1, 2] },
    { path: "age", op: "between", value: 1e308 },
    { path: "name", op: "in_list", value: { a: 1 } },
    { event: "no such event", count: { op: "less_than", value: 3 }, within: "P1D" },
    { segment_id: "not-a-uuid" },
    { message: "opened", within: "P30D" },
    { message: "clicked", node_id: "x" },
  ])
    test(JSON.stringify(condition), async () => {
      const answered = await api("POST", "/segments/preview", { condition });
      expect([200, 422]).toContain(answered.status);
    });
});

describe("limits", () => {
  test("who asks too often is told when to come back, and others are not affected", async () => {
    const [busy, other] = [await keyClient(workspaceId), await keyClient(workspaceId)];
    limitRequests(3);
    try {
      for (let n = 0; n < 3; n += 1) expect(await busy("GET", "/clock")).toMatchObject({ status: 200 });
      const refused = await busy("GET", "/clock");
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(await other("GET", "/clock")).toMatchObject({ status: 200 });
    } finally {
      limitRequests();
    }
  });

  test("answers are never cached, sniffed or framed", async () => {
    const { headers } = await callApi("GET", "/clock", undefined, {});
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });
});

describe("what would be kept and break later is refused at once", () => {
  test("numbers of versions that no version can have", async () => {
    const made = await api("POST", "/journeys", { name: "Welcome" });
    const { id } = made.body as { id: string };
    for (const path of [`/journeys/${id}/simulate`, `/journeys/${id}/tests/run`, `/journeys/${id}/tests/record`])
      expect(await api("POST", path, { version: 3_000_000_000 })).toMatchObject({
        status: 422,
        body: { errors: [{ path: "version" }] },
      });
  });

  test("a sender that mail cannot come from; one that is fine stays", async () => {
    for (const mail_from of ["not an address", "Shop <shop@example.com>, me@example.com"])
      expect(await api("PATCH", "/workspace", { settings: { mail_from } })).toMatchObject({
        status: 422,
        body: { errors: [{ path: "settings.mail_from" }] },
      });
    const mail_from = "Shop <shop@example.com>";
    expect(await api("PATCH", "/workspace", { settings: { mail_from } })).toMatchObject({
      status: 200,
      body: { settings: { mail_from } },
    });
  });

  test.each([
    ["neither", {}, "advance"],
    ["both", { advance: "PT1H", now: "2099-01-01T00:00:00Z" }, "advance"],
    ["a duration that is none", { advance: "soon" }, "advance"],
    ["eleven years", { advance: "P11Y" }, "advance"],
    ["a time without a zone", { now: "2099-01-01T00:00:00" }, "now"],
    ["a time long ago", { now: "2001-01-01T00:00:00Z" }, "now"],
    ["a number", { now: 4_000_000_000 }, "now"],
  ])("a clock that cannot be moved so: %s", async (_what, body, path) => {
    expect(await api("POST", "/clock", body)).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  });

  test("walks in years that no date of an answer can name", async () => {
    const made = await api("POST", "/journeys", { name: "Welcome" });
    const { id } = made.body as { id: string };
    for (const start_at of ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2026-01-01T00:00:00"])
      expect(await api("POST", `/journeys/${id}/simulate`, { start_at })).toMatchObject({
        status: 422,
        body: { errors: [{ path: "start_at" }] },
      });
  });

  test("a workspace in a time zone that is none", async () => {
    const owner = await sessionClient(await createWorkspace(), "owner");
    const before = await prisma().workspace.count();
    expect(await owner("POST", "/workspaces", { name: "Mars", timezone: "Mars/Olympus" })).toMatchObject({
      status: 422,
      body: { errors: [{ path: "timezone" }] },
    });
    expect(await prisma().workspace.count()).toBe(before);
  });

  test("a push endpoint that no browser would name", async () => {
    const endpoint = `https://push.example.net/${"\u7b26".repeat(1_900)}`;
    const keys = {
      p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
      auth: "BTBZMqHH6r4Tts7J_aSIgg",
    };
    expect(await api("POST", "/push/subscriptions", { userId: "ada", subscription: { endpoint, keys } })).toMatchObject(
      {
        status: 422,
        body: { errors: [{ path: "subscription.endpoint" }] },
      },
    );
  });
});
