import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { createWorkspace } from "@/lib/testing/factories";
import { startFakeHubspot } from "@/lib/testing/fake-hubspot";
import { startFakeSalesforce } from "@/lib/testing/fake-salesforce";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { keyClient } from "./_testing/api-driver";
import { sessionClient } from "./_testing/session-client";

setUpTestDatabase();
process.env.APP_SECRET = "a-secret-for-tests-that-is-long-enough";
process.env.APP_URL = "http://localhost:3000";
process.env.WEBHOOK_ALLOW_PRIVATE = "true";

const TOKEN = "pat-eu1-the-token-4711";
const SECRET = "the-consumer-secret-4712";
let hubspot: Awaited<ReturnType<typeof startFakeHubspot>>;
let salesforce: Awaited<ReturnType<typeof startFakeSalesforce>>;
beforeAll(async () => {
  hubspot = await startFakeHubspot({ token: TOKEN });
  salesforce = await startFakeSalesforce({ clientId: "app", clientSecret: SECRET });
  process.env.HUBSPOT_API_URL = hubspot.url;
});
afterAll(async () => {
  delete process.env.HUBSPOT_API_URL;
  await Promise.all([hubspot.stop(), salesforce.stop()]);
});

const idOf = (body: unknown): string => (body as { id: string }).id;
const org = () => ({ instance_url: salesforce.url, client_id: "app", client_secret: SECRET });

describe("N20: connecting a CRM", () => {
  test("credentials are tried first; what is wrong is said of its field, in the CRM's words, and nothing is kept", async () => {
    const workspace = await createWorkspace();
    const call = await keyClient(workspace.id);
    const connect = (kind: string, credentials: object) =>
      call("POST", "/crm-connections", { kind, name: "CRM", credentials });
    const wrong = await connect("hubspot", { access_token: "pat-eu1-somebody-elses" });
    expect(wrong).toMatchObject({
      status: 422,
      body: { errors: [{ path: "credentials", message: expect.stringContaining("INVALID_AUTHENTICATION") }] },
    });
    expect(JSON.stringify(wrong.body)).not.toContain("somebody-elses");
    expect(await connect("hubspot", {})).toMatchObject({
      status: 422,
      body: { errors: [{ path: "credentials.access_token" }] },
    });
    expect(await connect("hubspot", { access_token: TOKEN, admin: "x" })).toMatchObject({
      status: 422,
      body: { errors: [{ path: "credentials.admin" }] },
    });
    expect(await connect("salesforce", { ...org(), instance_url: "https://acme.example/somewhere" })).toMatchObject({
      status: 422,
      body: { errors: [{ path: "credentials.instance_url" }] },
    });
    expect(await connect("pipedrive", {})).toMatchObject({ status: 422, body: { errors: [{ path: "kind" }] } });
    expect(await prisma().crmConnection.count({ where: { workspaceId: workspace.id } })).toBe(0);
  });

  test("secrets go in and never come out, not even of the database or the log", async () => {
    const workspace = await createWorkspace();
    const call = await keyClient(workspace.id);
    const made = await call("POST", "/crm-connections", { kind: "salesforce", name: "Sales", credentials: org() });
    expect(made).toMatchObject({
      status: 201,
      body: { kind: "salesforce", label: "Salesforce", shown: { instance_url: salesforce.url, client_id: "app" } },
    });
    const answers = [
      made,
      await call("GET", "/crm-connections"),
      await call("PATCH", `/crm-connections/${idOf(made.body)}`, { name: "Sales org" }),
      await call("POST", `/crm-connections/${idOf(made.body)}/check`, {}),
      await call("GET", `/crm-connections/${idOf(made.body)}/properties`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200]);
    const { rows } = await pool().query("select * from crm_connections");
    const { rows: log } = await pool().query("select * from audit_log");
    expect(JSON.stringify([answers.map(({ body }) => body), rows, log])).not.toContain(SECRET);
    expect(answers[4]?.body).toMatchObject({
      problem: null,
      data: expect.arrayContaining([expect.objectContaining({ name: "Email", identifies: true, writable: true })]),
    });
  });

  test("an address is never changed under a secret that is kept", async () => {
    const call = await keyClient((await createWorkspace()).id);
    const made = await call("POST", "/crm-connections", { kind: "salesforce", name: "Sales", credentials: org() });
    const path = `/crm-connections/${idOf(made.body)}`;
    const { client_secret: _, ...withoutSecret } = org();
    const asked = salesforce.requests.length;
    expect(await call("PATCH", path, { credentials: withoutSecret })).toMatchObject({
      status: 422,
      body: { errors: [{ path: "credentials.client_secret" }] },
    });
    expect(salesforce.requests).toHaveLength(asked);
    expect(await call("PATCH", path, { credentials: org() })).toMatchObject({ status: 200 });
  });

  test("names are one's own, a removed connection is gone with its credentials, and its name is free", async () => {
    const call = await keyClient((await createWorkspace()).id);
    const body = { kind: "hubspot", name: "CRM", credentials: { access_token: TOKEN } };
    const made = await call("POST", "/crm-connections", body);
    expect(await call("POST", "/crm-connections", body)).toMatchObject({
      status: 409,
      body: { errors: [{ path: "name" }] },
    });
    const path = `/crm-connections/${idOf(made.body)}`;
    expect((await call("DELETE", path)).status).toBe(204);
    expect((await call("DELETE", path)).status).toBe(404);
    expect((await call("GET", `${path}/properties`)).status).toBe(404);
    expect(await call("GET", "/crm-connections")).toMatchObject({ body: { data: [] } });
    expect((await call("POST", "/crm-connections", body)).status).toBe(201);
  });

  test("who may edit journeys may use connections, who manages the workspace may change them", async () => {
    const workspace = await createWorkspace();
    const owner = await sessionClient(workspace, "owner");
    const editor = await sessionClient(workspace, "editor");
    const made = await owner("POST", "/crm-connections", {
      kind: "hubspot",
      name: "CRM",
      credentials: { access_token: TOKEN },
    });
    const path = `/crm-connections/${idOf(made.body)}`;
    expect((await editor("GET", "/crm-connections")).status).toBe(200);
    expect((await editor("GET", `${path}/properties`)).status).toBe(200);
    for (const [method, target] of [
      ["PATCH", path],
      ["DELETE", path],
      ["POST", `${path}/check`],
    ] as const)
      expect((await editor(method, target, method === "DELETE" ? undefined : {})).status).toBe(403);
  });

  test("a CRM that cannot be reached for its list says so, and names can be typed", async () => {
    const call = await keyClient((await createWorkspace()).id);
    const made = await call("POST", "/crm-connections", {
      kind: "hubspot",
      name: "CRM",
      credentials: { access_token: TOKEN },
    });
    hubspot.answerNext(1, { status: 403, body: { category: "MISSING_SCOPES", message: "crm.schemas.contacts.read" } });
    expect(await call("GET", `/crm-connections/${idOf(made.body)}/properties`)).toMatchObject({
      status: 200,
      body: { data: [], problem: expect.stringContaining("MISSING_SCOPES") },
    });
  });

  test("a journey's file names the CRM it writes to, and finds the one of that name elsewhere", async () => {
    const body = { kind: "hubspot", name: "Sales CRM", credentials: { access_token: TOKEN } };
    const [here, there] = [await createWorkspace(), await createWorkspace()];
    const [from, to] = [await keyClient(here.id), await keyClient(there.id)];
    const connection_id = idOf((await from("POST", "/crm-connections", body)).body);
    const graph = {
      nodes: [
        { id: "start", type: "trigger.manual", config: {} },
        {
          id: "crm",
          type: "crm_upsert",
          config: { connection_id, match: { property: "email", value: "x" }, fields: {} },
        },
      ],
      edges: [{ from: "start", port: "next", to: "crm" }],
    };
    const journey = idOf((await from("POST", "/journeys", { name: "To sales", graph })).body);
    const { body: file } = await from("GET", `/journeys/${journey}/export`);
    expect(file).toMatchObject({ connections: { "sales-crm": { name: "Sales CRM" } } });
    expect(JSON.stringify((file as { journey: unknown }).journey)).toContain("@connections/sales-crm");
    expect(await to("POST", "/journeys/import", { file })).toMatchObject({
      status: 422,
      body: { errors: [{ path: expect.stringContaining("connections.sales-crm") }] },
    });
    const other = idOf((await to("POST", "/crm-connections", body)).body);
    const imported = (await to("POST", "/journeys/import", { file })).body as { journey: { id: string } };
    expect(await to("GET", `/journeys/${imported.journey.id}`)).toMatchObject({
      body: { graph: { nodes: [{}, { config: { connection_id: other } }] } },
    });
  });
});
