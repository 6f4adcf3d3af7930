import { expect, test } from "vitest";
import { auth } from "@/lib/auth/auth";
import { prisma } from "@/lib/db/prisma";
import { createWorkspace } from "@/lib/testing/factories";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { callApi, keyClient } from "./_testing/api-driver";
import { sessionClient, signUp } from "./_testing/session-client";

setUpTestDatabase();
process.env.APP_SECRET = "a-secret-for-tests-that-is-long-enough";
process.env.APP_URL = "http://localhost:3000";

const ORIGIN = "http://localhost:3000";
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` });
const signUpWith = (body: object) =>
  auth().handler(
    new Request(`${ORIGIN}/api/auth/sign-up/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: ORIGIN },
      body: JSON.stringify({ password: "correct-horse-battery", name: "Somebody", ...body }),
    }),
  );

test("the first visitor becomes owner of a workspace of their own; after that sign-up is closed", async () => {
  const [first, second] = await Promise.all([
    signUpWith({ email: "first@example.com" }),
    signUpWith({ email: "second@example.com" }),
  ]);
  expect([first.status, second.status].sort()).toEqual([200, 403]);
  expect(await prisma().user.count()).toBe(1);
  expect(await prisma().membership.findMany()).toMatchObject([{ role: "owner" }]);
  expect((await signUpWith({ email: "late@example.com" })).status).toBe(403);
  expect(await prisma().user.count()).toBe(1);
});

test("a session cookie cannot be read by scripts and is sent by our own pages only", async () => {
  const made = first(await prisma().user.findMany());
  await prisma().user.delete({ where: { id: made.id } });
  await prisma().workspace.deleteMany();
  const [cookie = ""] = (await signUpWith({ email: "cookie@example.com" })).headers.getSetCookie();
  expect(cookie).toMatch(/^sojourn\.session_token=/);
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
  expect(cookie).toMatch(/Path=\//i);
});

function first<T>(all: T[]): T {
  const [one] = all;
  if (one === undefined) throw new Error("there is none");
  return one;
}

test("a key is accepted as Bearer and as Basic user name, and nothing else is", async () => {
  const { id } = await createWorkspace();
  const { secret } = await keyClient(id);
  const get = (headers: Record<string, string>) => callApi("GET", "/clock", undefined, headers);
  expect(await get({ authorization: `Bearer ${secret}` })).toMatchObject({ status: 200 });
  expect(await get({ authorization: `bearer ${secret}` })).toMatchObject({ status: 200 });
  expect(await get(basic(`${secret}:`))).toMatchObject({ status: 200 });
  for (const headers of [
    {},
    { authorization: "" },
    { authorization: "Bearer" },
    { authorization: "Bearer wrong" },
    { authorization: `Bearer ${secret}x` },
    { authorization: `Digest ${secret}` },
    { authorization: `Bearer ${"x".repeat(10_000)}` },
    basic(`:${secret}`),
    { authorization: "Basic !!!" },
  ]) {
    const refused = await get(headers as Record<string, string>);
    expect(refused).toMatchObject({ status: 401, body: { title: "Not authenticated" } });
    expect(refused.headers.get("www-authenticate")).toMatch(/^Bearer/);
  }
});

test("a revoked key is refused, and its use is noted before", async () => {
  const workspace = await createWorkspace();
  const owner = await sessionClient(workspace, "owner");
  const made = await owner("POST", "/api-keys", { name: "Shop", scope: "full" });
  const { id, secret } = made.body as { id: string; secret: string };
  const get = () => callApi("GET", "/clock", undefined, { authorization: `Bearer ${secret}` });
  expect(await get()).toMatchObject({ status: 200 });
  await expect
    .poll(() => prisma().apiKey.findUniqueOrThrow({ where: { id } }))
    .toMatchObject({ lastUsedAt: expect.any(Date) });
  expect(await owner("DELETE", `/api-keys/${id}`)).toMatchObject({ status: 204 });
  expect(await get()).toMatchObject({ status: 401 });
  expect(await owner("GET", "/api-keys")).toMatchObject({ body: { data: [] } });
  expect(await owner("DELETE", `/api-keys/${id}`)).toMatchObject({ status: 404 });
});

test("a cookie changes something only from our own pages, and only where its person is a member", async () => {
  const [mine, other] = [await createWorkspace(), await createWorkspace()];
  const cookie = await signUp("editor@example.com", mine.id, "editor");
  const post = (headers: Record<string, string>) => callApi("POST", "/journeys", { name: "X" }, { cookie, ...headers });
  const here = { "x-sojourn-workspace": mine.slug };
  expect(await post({ ...here, origin: ORIGIN })).toMatchObject({ status: 201 });
  expect(await post({ ...here, origin: "http://127.0.0.1:4000", host: "127.0.0.1:4000" })).toMatchObject({
    status: 201,
  });
  for (const headers of [
    here,
    { ...here, origin: "null" },
    { ...here, origin: "https://evil.example" },
    { ...here, origin: `${ORIGIN}.evil.example` },
  ])
    expect(await post(headers as Record<string, string>)).toMatchObject({ status: 403 });
  expect(await post({ origin: ORIGIN })).toMatchObject({ status: 400 });
  expect(await post({ origin: ORIGIN, "x-sojourn-workspace": other.slug })).toMatchObject({ status: 404 });
  expect(await post({ origin: ORIGIN, "x-sojourn-workspace": "no-such" })).toMatchObject({ status: 404 });
  expect(await callApi("GET", "/journeys", undefined, { cookie, ...here })).toMatchObject({ status: 200 });
});

test("an invitation works once, for its address, and who was invited joins with the role that was meant", async () => {
  const workspace = await createWorkspace();
  const owner = await sessionClient(workspace, "owner");
  const invited = await owner("POST", "/invitations", { email: "New@Example.com", role: "analyst" });
  expect(invited).toMatchObject({ status: 201, body: { email: "new@example.com", role: "analyst" } });
  const { token, url } = invited.body as { token: string; url: string };
  expect(url).toContain(`/sign-up?invitation=${token}`);
  expect((await signUpWith({ email: "thief@example.com", invitation: token })).status).toBe(403);
  expect((await signUpWith({ email: "new@example.com", invitation: token })).status).toBe(200);
  expect((await signUpWith({ email: "new2@example.com", invitation: token })).status).toBe(403);
  const members = await owner("GET", "/members");
  expect(members.body).toMatchObject({
    data: expect.arrayContaining([expect.objectContaining({ email: "new@example.com", role: "analyst" })]),
  });
  expect(await owner("POST", "/invitations", { email: "new@example.com", role: "viewer" })).toMatchObject({
    status: 409,
  });
});

test("a workspace keeps an owner, and only owners make owners", async () => {
  const workspace = await createWorkspace();
  const owner = await sessionClient(workspace, "owner");
  const admin = await sessionClient(workspace, "admin");
  const list = (await owner("GET", "/members")).body as { data: { user_id: string; role: string }[] };
  const idOf = (role: string) => list.data.find((m) => m.role === role)?.user_id ?? "";
  expect(await admin("PATCH", `/members/${idOf("admin")}`, { role: "owner" })).toMatchObject({ status: 403 });
  expect(await admin("DELETE", `/members/${idOf("owner")}`)).toMatchObject({ status: 403 });
  expect(await admin("POST", "/invitations", { email: "boss@example.com", role: "owner" })).toMatchObject({
    status: 403,
  });
  expect(await owner("PATCH", `/members/${idOf("owner")}`, { role: "viewer" })).toMatchObject({ status: 409 });
  expect(await owner("DELETE", `/members/${idOf("owner")}`)).toMatchObject({ status: 409 });
  expect(await owner("PATCH", `/members/${idOf("admin")}`, { role: "viewer" })).toMatchObject({ status: 204 });
  expect(await admin("GET", "/api-keys")).toMatchObject({ status: 403 });
  expect(await owner("DELETE", `/members/${idOf("admin")}`)).toMatchObject({ status: 204 });
  expect(await admin("GET", "/workspace")).toMatchObject({ status: 404 });
});

test("a person sees their workspaces and may own another", async () => {
  const workspace = await createWorkspace();
  const viewer = await sessionClient(workspace, "viewer");
  expect(await viewer("GET", "/me")).toMatchObject({
    status: 200,
    body: { workspaces: [{ slug: workspace.slug, role: "viewer" }] },
  });
  const made = await viewer("POST", "/workspaces", { name: "Größe & Co", mode: "live" });
  expect(made).toMatchObject({ status: 201, body: { slug: "gro-e-co" } });
  expect(await viewer("POST", "/workspaces", { name: "Größe & Co" })).toMatchObject({
    status: 201,
    body: { slug: expect.stringMatching(/^gro-e-co-[0-9a-f]{8}$/) },
  });
  const { secret } = await keyClient(workspace.id);
  expect(await callApi("GET", "/me", undefined, { authorization: `Bearer ${secret}` })).toMatchObject({ status: 403 });
});

test("wrong passwords close an account for a while, whoever tries, and a right one before that forgets them", async () => {
  const workspace = await createWorkspace();
  await signUp("guarded@example.com", workspace.id, "viewer");
  const signIn = async (password: string) =>
    (
      await auth().handler(
        new Request(`${ORIGIN}/api/auth/sign-in/email`, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            origin: ORIGIN,
            "x-sojourn-client-ip": `10.0.0.${Math.ceil(Math.random() * 250)}`,
          },
          body: JSON.stringify({ email: "guarded@example.com", password }),
        }),
      )
    ).status;
  for (let n = 0; n < 15; n += 1) expect(await signIn("wrong-password")).toBe(401);
  expect(await signIn("correct-horse-battery")).toBe(200);
  for (let n = 0; n < 20; n += 1) expect(await signIn("wrong-password")).toBe(401);
  expect(await signIn("correct-horse-battery")).toBe(429);
});
