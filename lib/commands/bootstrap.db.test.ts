import { expect, test } from "vitest";
import { auth } from "@/lib/auth/auth";
import { authenticateKey } from "@/lib/auth/authenticate-key";
import { prisma } from "@/lib/db/prisma";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { bootstrap } from "./bootstrap";

setUpTestDatabase();
process.env.APP_SECRET = "a-secret-for-tests-that-is-long-enough";

const env = {
  BOOTSTRAP_EMAIL: "Owner@Example.com",
  BOOTSTRAP_PASSWORD: "correct-horse-battery",
  BOOTSTRAP_API_KEY: "sk_test_0123456789abcdefghijklmnop",
  BOOTSTRAP_WORKSPACE_MODE: "live",
  BOOTSTRAP_SAMPLE_DATA: "false",
};

test("without an e-mail and a password nothing is made", async () => {
  expect(await bootstrap({})).toEqual({ kind: "nothing_to_do" });
  expect(await prisma().workspace.count()).toBe(0);
});

test("two starts at once make one owner, one workspace and one key, and a later start makes nothing", async () => {
  const kinds = (await Promise.all([bootstrap(env), bootstrap(env)])).map((r) => r.kind);
  expect(kinds.sort()).toEqual(["made", "nothing_to_do"]);
  expect(await bootstrap(env)).toEqual({ kind: "nothing_to_do" });
  const workspaces = await prisma().workspace.findMany({ include: { memberships: true, apiKeys: true } });
  expect(workspaces).toHaveLength(1);
  expect(workspaces[0]).toMatchObject({ mode: "live", memberships: [{ role: "owner" }], apiKeys: [{ scope: "full" }] });
});

test("the owner signs in with the given password and the key is accepted", async () => {
  const signedIn = await auth().api.signInEmail({
    body: { email: "owner@example.com", password: env.BOOTSTRAP_PASSWORD },
  });
  expect(signedIn.user.email).toBe("owner@example.com");
  expect(await authenticateKey(env.BOOTSTRAP_API_KEY)).toMatchObject({ ok: true, principal: { scope: "full" } });
});
