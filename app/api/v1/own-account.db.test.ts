import { beforeAll, expect, test } from "vitest";
import { auth } from "@/lib/auth/auth";
import { noteFailedSignIn } from "@/lib/auth/sign-in-attempts";
import { resetPassword } from "@/lib/commands/reset-password";
import { prisma } from "@/lib/db/prisma";
import { createWorkspace } from "@/lib/testing/factories";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { callApi } from "./_testing/api-driver";
import { signUp } from "./_testing/session-client";

setUpTestDatabase();
process.env.APP_SECRET = "a-secret-for-tests-that-is-long-enough";
process.env.APP_URL = "http://localhost:3000";

const origin = "http://localhost:3000";
const OLD = "correct-horse-battery";
let workspace: Awaited<ReturnType<typeof createWorkspace>>;
beforeAll(async () => {
  workspace = await createWorkspace();
});

/** better-auth's own doors, as a browser knocks at them. */
const knock = (path: string, body: object, cookie = "") =>
  auth().handler(
    new Request(`${origin}/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin, cookie, "x-sojourn-client-ip": "10.1.2.3" },
      body: JSON.stringify(body),
    }),
  );
const signIn = (email: string, password: string) => knock("/sign-in/email", { email, password });
const sessionOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
const as = (cookie: string) => (method: string, path: string, body?: unknown) =>
  callApi(method, path, body, { cookie, origin });
const change = (current: string, next: string) => ({ current_password: current, new_password: next });

test("a person changes their own name, which is bounded wherever it is given", async () => {
  const me = as(await signUp("named@example.com", workspace.id, "viewer"));
  expect(await me("PATCH", "/me", { name: "  Ada Lovelace " })).toMatchObject({
    status: 200,
    body: { name: "Ada Lovelace" },
  });
  expect(await me("GET", "/me")).toMatchObject({ body: { user: { name: "Ada Lovelace" } } });
  for (const name of ["", "   ", "x".repeat(101), 7, null])
    expect(await me("PATCH", "/me", { name })).toMatchObject({ status: 422, body: { errors: [{ path: "name" }] } });
  expect(await me("GET", "/me")).toMatchObject({ body: { user: { name: "Ada Lovelace" } } });
  const invented = { name: "x".repeat(101), email: "long@example.com", password: OLD };
  expect((await knock("/sign-up/email", invented)).status).toBe(400);
});

test("a new password takes the current one, ends the other sessions and keeps this one", async () => {
  const cookie = await signUp("changer@example.com", workspace.id, "editor");
  const other = sessionOf(await signIn("changer@example.com", OLD));
  const bystander = await signUp("bystander@example.com", workspace.id, "editor");
  expect(await as(other)("GET", "/me")).toMatchObject({ status: 200 });

  expect(await as(cookie)("POST", "/me/password", change(OLD, "a-new-long-password"))).toMatchObject({
    status: 200,
    body: { ended_sessions: 1 },
  });
  expect(await as(cookie)("GET", "/me")).toMatchObject({ status: 200 });
  expect(await as(other)("GET", "/me")).toMatchObject({ status: 401 });
  expect(await as(bystander)("GET", "/me")).toMatchObject({ status: 200 });
  expect((await signIn("changer@example.com", OLD)).status).toBe(401);
  expect((await signIn("changer@example.com", "a-new-long-password")).status).toBe(200);
  expect((await signIn("bystander@example.com", OLD)).status).toBe(200);
  const { id } = await prisma().user.findUniqueOrThrow({ where: { email: "changer@example.com" } });
  const lines = await prisma().auditEntry.findMany({ where: { action: "account.password_changed" } });
  expect(lines).toMatchObject([{ workspaceId: workspace.id, actor: `user:${id}`, target: id }]);
});

test("what is wrong with a new password is said at its field, and nothing is changed", async () => {
  const cookie = await signUp("careless@example.com", workspace.id, "viewer");
  const other = sessionOf(await signIn("careless@example.com", OLD));
  for (const [body, path] of [
    [change("not-the-password", "a-new-long-password"), "current_password"],
    [change("", "a-new-long-password"), "current_password"],
    [change(OLD, "short"), "new_password"],
    [change(OLD, "x".repeat(201)), "new_password"],
    [change(OLD, OLD), "new_password"],
    [{ current_password: OLD }, "new_password"],
  ] as const)
    expect(await as(cookie)("POST", "/me/password", body)).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  expect(await as(other)("GET", "/me")).toMatchObject({ status: 200 });
  expect((await signIn("careless@example.com", OLD)).status).toBe(200);
});

test("an open browser is no way to try passwords, and other sites cannot change one", async () => {
  const cookie = await signUp("tried@example.com", workspace.id, "viewer");
  for (let n = 0; n < 19; n += 1) await noteFailedSignIn("tried@example.com");
  expect(await as(cookie)("POST", "/me/password", change("a-guess", "a-new-long-password"))).toMatchObject({
    status: 422,
  });
  const refused = await as(cookie)("POST", "/me/password", change(OLD, "a-new-long-password"));
  expect(refused).toMatchObject({ status: 429 });
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  const foreign = { cookie, origin: "https://evil.example" };
  expect(await callApi("POST", "/me/password", change(OLD, "a-new-long-password"), foreign)).toMatchObject({
    status: 403,
  });
});

test("there is no second door past these checks", async () => {
  const cookie = await signUp("doors@example.com", workspace.id, "viewer");
  expect((await knock("/update-user", { name: "x".repeat(1_000) }, cookie)).status).toBe(404);
  const body = { currentPassword: OLD, newPassword: "a-new-long-password" };
  expect((await knock("/change-password", body, cookie)).status).toBe(404);
});

test("the operator's reset ends every session of that account alone, and its password works, also after too many wrong ones", async () => {
  const cookie = await signUp("forgetful@example.com", workspace.id, "owner");
  const bystander = await signUp("calm@example.com", workspace.id, "viewer");
  for (let n = 0; n < 20; n += 1) await noteFailedSignIn("forgetful@example.com");
  expect((await signIn("forgetful@example.com", OLD)).status).toBe(429);

  const reset = await resetPassword(" Forgetful@Example.com ");
  if (!reset.ok) throw new Error("there is such an account");
  expect(reset).toMatchObject({ email: "forgetful@example.com", endedSessions: 1 });
  expect(reset.password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){4}$/);
  expect(await as(cookie)("GET", "/me")).toMatchObject({ status: 401 });
  expect(await as(bystander)("GET", "/me")).toMatchObject({ status: 200 });
  const signedIn = await signIn("forgetful@example.com", reset.password);
  expect(signedIn.status).toBe(200);
  expect((await signIn("forgetful@example.com", OLD)).status).toBe(401);
  expect(await as(sessionOf(signedIn))("POST", "/me/password", change(reset.password, OLD))).toMatchObject({
    status: 200,
  });
  expect(await prisma().auditEntry.findMany({ where: { action: "account.password_reset" } })).toMatchObject([
    { workspaceId: workspace.id, actor: "system" },
  ]);
});

test("a reset for an address without an account changes nothing and names the accounts there are", async () => {
  const before = await prisma().account.findMany({ select: { userId: true, password: true }, orderBy: { id: "asc" } });
  expect(await resetPassword("nobody@example.com")).toMatchObject({
    ok: false,
    reason: "no_such_account",
    count: before.length,
    accounts: expect.arrayContaining(["named@example.com"]),
  });
  expect(await prisma().account.findMany({ select: { userId: true, password: true }, orderBy: { id: "asc" } })).toEqual(
    before,
  );
});
