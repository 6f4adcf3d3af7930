import { expect, test } from "vitest";
import { DRAFTING_MS_MAX } from "@/lib/commands/drafting/drafting-ms-max";
import { claimAnswer } from "@/lib/commands/remember-answer";
import { prisma } from "@/lib/db/prisma";
import { createWorkspace } from "@/lib/testing/factories";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { keyClient } from "./_testing/api-driver";
import { sessionClient } from "./_testing/session-client";

setUpTestDatabase();
process.env.APP_SECRET = "a-secret-for-tests-that-is-long-enough";
process.env.APP_URL = "http://localhost:3000";

const key = (text: string) => ({ "idempotency-key": text });

test("the same request under the same key is answered the same and done once", async () => {
  const { id } = await createWorkspace();
  const api = await keyClient(id);
  const first = await api("POST", "/journeys", { name: "Once" }, key("a"));
  const again = await api("POST", "/journeys", { name: "Once" }, key("a"));
  expect(again).toMatchObject({ status: first.status, body: first.body });
  expect(again.headers.get("etag")).toBe(first.headers.get("etag"));
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  expect(await prisma().journey.count({ where: { workspaceId: id } })).toBe(1);
});

test("the same key with another body, path or person is a conflict and does nothing", async () => {
  const { id } = await createWorkspace();
  const [api, other] = [await keyClient(id), await keyClient(id)];
  await api("POST", "/journeys", { name: "Once" }, key("a"));
  expect(await api("POST", "/journeys", { name: "Twice" }, key("a"))).toMatchObject({ status: 409 });
  expect(await api("POST", "/templates", { name: "Once" }, key("a"))).toMatchObject({ status: 409 });
  expect(await other("POST", "/journeys", { name: "Once" }, key("a"))).toMatchObject({ status: 409 });
  expect(await prisma().journey.count({ where: { workspaceId: id } })).toBe(1);
});

test("of twenty requests at once under one key one is done; the others are answered the same or told to wait", async () => {
  const { id } = await createWorkspace();
  const api = await keyClient(id);
  const all = await Promise.all(Array.from({ length: 20 }, () => api("POST", "/journeys", { name: "Once" }, key("a"))));
  expect(all.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
  expect(all.every(({ status }) => status === 201 || status === 409)).toBe(true);
  expect(await prisma().journey.count({ where: { workspaceId: id } })).toBe(1);
});

test("a refusal is remembered too, invalid requests use up no key, and other workspaces have keys of their own", async () => {
  const [a, b] = [await createWorkspace(), await createWorkspace()];
  const [api, other] = [await keyClient(a.id), await keyClient(b.id)];
  expect(await api("POST", "/journeys", { name: 7 }, key("a"))).toMatchObject({ status: 422 });
  expect(await api("POST", "/journeys", { name: "Fine" }, key("a"))).toMatchObject({ status: 201 });
  expect(await other("POST", "/journeys", { name: "Fine" }, key("a"))).toMatchObject({ status: 201 });
  expect(await api("POST", "/journeys", { name: "Fine" }, key("x".repeat(300)))).toMatchObject({ status: 422 });
});

test("a key is forgotten after a day", async () => {
  const { id } = await createWorkspace();
  const api = await keyClient(id);
  await api("POST", "/journeys", { name: "Once" }, key("a"));
  await prisma().idempotencyKey.updateMany({ data: { createdAt: new Date(Date.now() - 25 * 3_600_000) } });
  expect(await api("POST", "/journeys", { name: "Another" }, key("a"))).toMatchObject({ status: 201 });
});

test("a key is kept for as long as the slowest request is worked on, and given up once its process must have died", async () => {
  const { id } = await createWorkspace();
  const begun = Date.now();
  const claimAfter = async (ms: number) => (await claimAnswer(id, "draft", "hash", new Date(begun + ms))).kind;
  expect(await claimAfter(0)).toBe("first");
  expect(await claimAfter(DRAFTING_MS_MAX + 30_000)).toBe("in_progress");
  expect(await claimAfter(DRAFTING_MS_MAX + 120_000)).toBe("first");
});

test("a secret that was shown once is not kept for showing it again", async () => {
  const workspace = await createWorkspace();
  const owner = await sessionClient(workspace, "owner");
  const made = await owner("POST", "/api-keys", { name: "Shop", scope: "ingest" }, key("k"));
  expect(made).toMatchObject({ status: 201, body: { secret: expect.stringMatching(/^sk_.{32}$/) } });
  expect(await owner("POST", "/api-keys", { name: "Shop", scope: "ingest" }, key("k"))).toMatchObject({ status: 409 });
  const { secret } = made.body as { secret: string };
  const kept = await prisma().$queryRaw<{ row: string }[]>`
    select to_jsonb(t)::text as row from idempotency_keys t union all select to_jsonb(a)::text from audit_log a
    union all select to_jsonb(k)::text from api_keys k`;
  expect(kept.length).toBeGreaterThan(2);
  expect(kept.some(({ row }) => row.includes(secret))).toBe(false);
});

test("“not now” is not remembered: the same key is heard when its time has come", async () => {
  const { id } = await createWorkspace();
  const api = await keyClient(id);
  const made = await api("POST", "/templates", { name: "Mail" });
  const path = `/templates/${(made.body as { id: string }).id}/test-send`;
  const many = (n: number) => Array.from({ length: 10 }, (_, i) => `me${n}-${i}@example.com`);
  for (const n of [1, 2]) expect(await api("POST", path, { to: many(n) })).toMatchObject({ status: 202 });
  expect(await api("POST", path, { to: "late@example.com" }, key("late"))).toMatchObject({ status: 429 });
  await prisma().$executeRaw`update sends set created_at = created_at - interval '2 minutes'`;
  expect(await api("POST", path, { to: "late@example.com" }, key("late"))).toMatchObject({ status: 202 });
  expect(await api("POST", path, { to: "late@example.com" }, key("late"))).toMatchObject({ status: 202 });
  expect(await prisma().$queryRaw`select count(*)::int as n from sends`).toEqual([{ n: 21 }]);
});
