import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { createSubscriber, createWorkspace } from "@/lib/testing/factories";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { keyClient } from "./_testing/api-driver";
import { sessionClient } from "./_testing/session-client";

setUpTestDatabase();
process.env.APP_SECRET = "a-secret-for-tests-that-is-long-enough";
process.env.APP_URL = "http://localhost:3000";

let server: Server | undefined;
beforeEach(() => {
  process.env.WEBHOOK_ALLOW_PRIVATE = "true";
});
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listen(answer: unknown, status = 200) {
  const bodies: string[] = [];
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    bodies.push(Buffer.concat(chunks).toString());
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies };
}

async function scene() {
  const workspace = await createWorkspace();
  const journey = await prisma().journey.create({
    data: { workspaceId: workspace.id, name: "Welcome", graph: { nodes: [], edges: [] } },
  });
  const call = await keyClient(workspace.id);
  const test = (config: unknown, more: object = {}) =>
    call("POST", `/journeys/${journey.id}/test-call`, { node: { id: "hook", type: "webhook", config }, ...more });
  return { workspace, journey, call, test };
}

describe("N19: a test call", () => {
  test("is made for a real person, shows request and answer with credentials covered up, and teaches the picker", async () => {
    const { url, bodies } = await listen({ score: 42, plan: "gold" });
    const { workspace, journey, call, test } = await scene();
    await createSubscriber(workspace.id, { externalId: "grace", firstName: "Grace" });
    const config = {
      method: "POST",
      url: `${url}/score?token=tok_4711`,
      headers: { Authorization: "Bearer sk_4712" },
      body: '{"name": "{{ first_name }}"}',
    };
    const answered = await test(config, { external_id: "grace" });
    expect(answered).toMatchObject({
      status: 200,
      body: {
        outcome: "answered",
        ok: true,
        request: { method: "POST", headers: { Authorization: "Bearer ••••" }, body: '{"name":"Grace"}' },
        value: { status: 200, score: 42, plan: "gold" },
        fields: [
          { path: "status", kind: "number" },
          { path: "score", kind: "number" },
          { path: "plan", kind: "text" },
        ],
      },
    });
    expect(JSON.stringify(answered.body)).not.toMatch(/471\d/);
    expect(bodies).toEqual(['{"name":"Grace"}']);
    expect(await call("GET", `/journeys/${journey.id}/answer-fields`)).toMatchObject({
      status: 200,
      body: {
        data: [
          { node_id: "hook", path: "plan", kind: "text" },
          { node_id: "hook", path: "score", kind: "number" },
          { node_id: "hook", path: "status", kind: "number" },
        ],
      },
    });
    const { rows } = await pool().query("select action, data from audit_log where workspace_id = $1", [workspace.id]);
    expect(rows).toEqual([{ action: "journey.call_tested", data: { node: "hook", type: "webhook" } }]);
    expect((await pool().query("select from sends where workspace_id = $1", [workspace.id])).rowCount).toBe(0);
  });

  test("says what a refusal and a broken step are", async () => {
    const { url } = await listen({ error: "no" }, 404);
    const { test } = await scene();
    expect(await test({ url })).toMatchObject({
      status: 200,
      body: { outcome: "answered", ok: false, reason: "answered 404", value: { error: "no" }, fields: [] },
    });
    expect(await test({ url: "" })).toMatchObject({
      status: 422,
      body: { errors: [{ path: "node.config.url", message: "Enter the address to call." }] },
    });
    expect(await test({ url, body: "{{ first_name | nope }}" })).toMatchObject({
      status: 422,
      body: { errors: [{ path: "node.config" }] },
    });
    expect(await test({ url }, { external_id: "nobody" })).toMatchObject({
      status: 422,
      body: { errors: [{ path: "external_id" }] },
    });
  });

  test("keeps to the same bounds as a journey's calls", async () => {
    const { url, bodies } = await listen({});
    const { test } = await scene();
    process.env.WEBHOOK_ALLOW_PRIVATE = "false";
    for (const target of [url, "http://169.254.169.254/latest/meta-data/", "https://example.com:8443/"])
      expect(await test({ url: target })).toMatchObject({ status: 200, body: { outcome: "refused", ok: false } });
    expect(bodies).toEqual([]);
  });

  test("is for those who may publish, and not without end", async () => {
    const { url, bodies } = await listen({});
    const { workspace, journey, test } = await scene();
    const analyst = await sessionClient(workspace, "analyst");
    const body = { node: { id: "hook", type: "webhook", config: { url } } };
    expect(await analyst("POST", `/journeys/${journey.id}/test-call`, body)).toMatchObject({ status: 403 });
    expect(bodies).toHaveLength(0);
    for (let n = 0; n < 30; n++) expect((await test({ url: "" })).status).toBe(422);
    const refused = await test({ url });
    expect(refused).toMatchObject({ status: 429 });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(bodies).toHaveLength(0);
  });
});
