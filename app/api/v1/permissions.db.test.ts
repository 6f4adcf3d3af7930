import { beforeAll, describe, expect, test } from "vitest";
import { roleAllows, roles, scopeAllows, scopes } from "@/lib/auth/permissions";
import { prisma } from "@/lib/db/prisma";
import { createSubscriber, createWorkspace } from "@/lib/testing/factories";
import { driveJourneys } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { endpoints } from "./_endpoints/registry";
import { type Call, keyClient } from "./_testing/api-driver";
import { sessionClient } from "./_testing/session-client";

setUpTestDatabase();
process.env.APP_SECRET = "a-secret-for-tests-that-is-long-enough";
process.env.APP_URL = "http://localhost:3000";

const NOBODY = "00000000-0000-7000-8000-000000000000";
const withIds = (path: string, idOf: (parameter: string) => string) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(idOf(name)));

/** Bodies that pass validation, so that what is answered is about the id in the path. */
const condition = { tag: "vip" };
const bodies: Record<string, unknown> = {
  "PATCH /journeys/{id}": { name: "X" },
  "POST /journeys/{id}/enrollments": { external_id: "ada" },
  "POST /journeys/{id}/bulk-enrollments": { source: { kind: "everyone" } },
  "POST /journeys/{id}/bulk-enrollments/preview": { source: { kind: "everyone" } },
  "POST /journeys/{id}/simulate": {},
  "POST /journeys/{id}/propose": { text: "A welcome" },
  "POST /journeys/{id}/stuck/requeue": {},
  "POST /journeys/{id}/stuck/exit": { node_id: "x" },
  "POST /messages/{id}/settle": { as: "again" },
  "POST /journeys/{id}/comments": { text: "Why two days?" },
  "PATCH /journeys/{id}/comments/{comment_id}": { resolved: true },
  "PUT /journeys/{id}/comments/{comment_id}/read": { until: "2026-03-02T10:00:00.000Z" },
  "PUT /journeys/{id}/presence": { client: NOBODY, node: null },
  "POST /journeys/{id}/backtests": {},
  "POST /journeys/{id}/dry-run": { on: true },
  "POST /journeys/{id}/approvals/{approval_id}/decision": { decision: "approved" },
  "POST /journeys/{id}/test-call": { node: { id: "hook", type: "webhook", config: {} } },
  "POST /journeys/{id}/tests": { name: "X", expect: { ended: "completed" } },
  "POST /journeys/{id}/tests/record": {},
  "PATCH /journeys/{id}/tests/{test_id}": { name: "X" },
  "PATCH /segments/{id}": { name: "X", condition },
  "POST /segments/{id}/members": { external_ids: ["ada"] },
  "POST /segments/{id}/members/remove": { external_ids: ["ada"] },
  "PATCH /members/{user_id}": { role: "viewer" },
  "PATCH /templates/{id}": { name: "X" },
  "POST /push/subscriptions/{id}/test": { title: "Hello" },
  "PATCH /tasks/{id}": { assignee: null },
  "PATCH /crm-connections/{id}": { name: "X" },
  "PATCH /code-pools/{id}": { alert_below: 5 },
  "POST /code-pools/{id}/codes": { codes: ["CODE-1"] },
  "POST /templates/{id}/versions": { name: "X" },
  "POST /templates/{id}/preview": {},
  "POST /templates/{id}/test-send": { to: "eve@example.com" },
};

/** What an endpoint must be asked with, so that the answer is about the id in the path. */
const queries: Record<string, string> = {
  "GET /journeys/{id}/why": "?external_id=ada",
  "GET /journeys/{id}/compare": "?before=draft&after=live",
  "DELETE /journeys/{id}/presence": `?client=${NOBODY}`,
};

describe("who may do what", () => {
  const clients = new Map<
    string,
    { call: Call; allows: (permission: (typeof endpoints)[number]["permission"]) => boolean }
  >();

  beforeAll(async () => {
    const workspace = await createWorkspace();
    for (const scope of scopes)
      clients.set(`key of scope ${scope}`, {
        call: await keyClient(workspace.id, scope),
        allows: (permission) => permission !== "account" && scopeAllows(scope, permission),
      });
    for (const role of roles)
      clients.set(role, {
        call: await sessionClient(workspace, role),
        allows: (permission) => permission === "account" || roleAllows(role, permission),
      });
  });

  for (const { method, path, permission } of endpoints)
    test(`${method} ${path} needs "${permission}" from everybody`, async () => {
      const target = withIds(path, (name) =>
        name === "id" && /enrollments|suppressions/.test(path.split("/")[1] ?? "") ? "1" : NOBODY,
      );
      expect(clients.size).toBe(8);
      for (const [who, { call, allows }] of clients) {
        // A body of the wrong kind: whoever may ask is told so (or that nothing is there), and nothing is done.
        const { status } = await call(method, target, method === "GET" || method === "DELETE" ? undefined : "[]");
        expect({ who, forbidden: status === 403 }).toEqual({ who, forbidden: !allows(permission) });
        expect({ who, status, broken: status >= 500 }).toMatchObject({ broken: false });
      }
    });
});

describe("what belongs to another workspace", () => {
  let foreign: Record<string, string>;
  let owner: Call;
  let theirs: number;

  beforeAll(async () => {
    const driver = await driveJourneys();
    theirs = driver.workspace.id;
    await createSubscriber(theirs, { externalId: "ada" });
    const journey = await driver.journey({
      nodes: [
        { id: "start", type: "trigger.manual" },
        { id: "mail", type: "email", config: { subject: "Hello", body: "Hello" } },
        { id: "call", type: "create_task", config: { title: "Call" } },
        { id: "pause", type: "wait", config: { duration: "P1D" } },
      ],
      edges: ["start -> mail", "mail -> call", "call -> pause"],
    });
    const key = await keyClient(theirs);
    const enrolled = await key("POST", `/journeys/${journey}/enrollments`, { external_id: "ada" });
    await driver.settle();
    const send = await key("GET", "/messages");
    const suppression = await key("POST", "/suppressions", { address: "eve@example.com" });
    const segment = await key("POST", "/segments", { name: "VIP", condition });
    const template = await key("POST", "/templates", { name: "Mail" });
    const pool = await key("POST", "/code-pools", { name: "Spring" });
    const task = await prisma().task.findFirstOrThrow({ where: { workspaceId: theirs } });
    const { id: subscriberId } = await prisma().subscriber.findFirstOrThrow({ where: { workspaceId: theirs } });
    const browser = await prisma().pushSubscription.create({
      data: { workspaceId: theirs, subscriberId, endpoint: "https://push.example/1", p256dh: "x", auth: "x" },
    });
    const asset = await prisma().asset.create({
      data: {
        workspaceId: theirs,
        publicId: "public",
        name: "Hero",
        type: "image/png",
        width: 1,
        height: 1,
        size: 1,
        sha256: "x",
        data: new Uint8Array(1),
        createdBy: "system",
      },
    });
    const invitation = await prisma().invitation.create({
      data: {
        workspaceId: theirs,
        email: "x@example.com",
        role: "viewer",
        tokenHash: "x",
        expiresAt: new Date(Date.now() + 1e6),
      },
    });
    const apiKey = await prisma().apiKey.findFirstOrThrow({ where: { workspaceId: theirs } });
    await sessionClient(driver.workspace, "viewer");
    const member = await prisma().membership.findFirstOrThrow({ where: { workspaceId: theirs } });
    const idIn = (body: unknown): string => (body as { id: string }).id;
    foreign = {
      journeys: journey,
      enrollments: idIn(enrolled.body),
      messages: idIn((send.body as { data: unknown[] }).data[0]),
      suppressions: idIn(suppression.body),
      segments: idIn(segment.body),
      templates: idIn(template.body),
      "code-pools": idIn(pool.body),
      push: browser.id,
      tasks: task.id,
      "crm-connections": (
        await prisma().crmConnection.create({ data: { workspaceId: theirs, kind: "hubspot", name: "CRM", sealed: "" } })
      ).id,
      "webhook-secrets": idIn((await key("POST", "/webhook-secrets", {})).body),
      assets: asset.id,
      invitations: invitation.id,
      "api-keys": apiKey.id,
      members: member.userId,
      subscribers: "ada",
    };
    owner = await sessionClient(await createWorkspace(), "owner");
  });

  // The gallery comes with the product and is nobody's.
  const withParameters = endpoints.filter(
    ({ method, path }) => path.includes("{") && !(method === "PUT") && !path.startsWith("/gallery/"),
  );
  test("there are many such endpoints", () => expect(withParameters.length).toBeGreaterThan(25));

  for (const { method, path, body, permission } of withParameters)
    test(`${method} ${path} answers 404 for it and changes nothing there`, async () => {
      const id = foreign[path.split("/")[1] ?? ""];
      expect({ path, known: id !== undefined && id !== "" }).toEqual({ path, known: true });
      expect(permission).not.toBe("account");
      const before = await prisma().auditEntry.count({ where: { workspaceId: theirs } });
      const sent = bodies[`${method} ${path}`];
      expect({ path, hasBody: body === undefined || body.safeParse(sent).success }).toEqual({ path, hasBody: true });
      const answered = await owner(
        method,
        `${withIds(path, () => id ?? "")}${queries[`${method} ${path}`] ?? ""}`,
        sent,
        { "if-match": '"1"' },
      );
      expect(answered).toMatchObject({ status: 404, body: { status: 404, type: "about:blank" } });
      expect(await prisma().auditEntry.count({ where: { workspaceId: theirs } })).toBe(before);
    });
});
