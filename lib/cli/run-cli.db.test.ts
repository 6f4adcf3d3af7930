import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keyClient } from "@/app/api/v1/_testing/api-driver";
import { sessionClient } from "@/app/api/v1/_testing/session-client";
import { handleApiRequest } from "@/app/api/v1/handle-api-request";
import { prisma } from "@/lib/db/prisma";
import { createWorkspace } from "@/lib/testing/factories";
import { sketchGraph } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { runCli } from "./run-cli";

setUpTestDatabase();
process.env.APP_SECRET = "a-secret-for-tests-that-is-long-enough";
process.env.APP_URL = "http://localhost:3000";

let server: Server;
let url: string;
let key: string;
let workspaceId: number;
let cwd: string;

/** The API behind a real socket, as the web process serves it. */
function serve(): Server {
  return createServer((request, response) => {
    void (async () => {
      const body = request.method === "GET" ? undefined : await text(request);
      const answer = await handleApiRequest(
        new Request(`http://localhost:3000${request.url}`, {
          method: request.method ?? "GET",
          headers: { authorization: request.headers.authorization ?? "", "content-type": "application/json" },
          ...(body ? { body } : {}),
        }),
      );
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(await answer.text());
    })();
  });
}

async function sojourn(...argv: string[]) {
  const said: string[] = [];
  const wrong: string[] = [];
  const io = {
    env: { SOJOURN_URL: url, SOJOURN_API_KEY: key },
    cwd,
    out: (line: string) => said.push(line),
    err: (line: string) => wrong.push(line),
  };
  const code = await runCli(argv, io);
  return { code, out: said.join("\n"), err: wrong.join("\n") };
}

const file = () => path.join(cwd, "journeys/welcome.yaml");
const rewrite = (change: (text: string) => string) => writeFileSync(file(), change(readFileSync(file(), "utf8")));

beforeAll(async () => {
  server = serve();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  cwd = mkdtempSync(path.join(tmpdir(), "sojourn-cli-"));
  const workspace = await createWorkspace();
  workspaceId = workspace.id;
  const api = await keyClient(workspaceId);
  key = api.secret;
  const graph = sketchGraph({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "user_registered" } },
      { id: "mail", type: "email", config: { subject: "Welcome", body: "Hello" } },
    ],
    edges: ["start -> mail"],
  });
  const made = await api("POST", "/journeys", { name: "Welcome", graph });
  const trigger = { event: "user_registered" };
  await api("POST", `/journeys/${(made.body as { id: string }).id}/tests/record`, { name: "Gets a mail", trigger });
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(cwd, { recursive: true });
});

test("J11 pull writes a file that has no differences, no problems and passing tests", async () => {
  expect(await sojourn("pull")).toMatchObject({ code: 0, out: "journeys/welcome.yaml: written" });
  expect(readdirSync(path.join(cwd, "journeys"))).toEqual(["welcome.yaml"]);
  expect(await sojourn("pull", "Welcome")).toMatchObject({ code: 0, out: "journeys/welcome.yaml: unchanged" });
  expect(await sojourn("validate")).toMatchObject({ code: 0, out: "journeys/welcome.yaml: ok" });
  expect(await sojourn("diff")).toMatchObject({ code: 0, out: "journeys/welcome.yaml: no differences" });
  expect((await sojourn("test")).out).toContain("✓ Gets a mail");
});

test("a changed file differs, fails its test and is not pushed; with the test changed it is, and its comments survive a pull", async () => {
  rewrite((before) => `# kept by hand\n${before.replace("subject: Welcome", "subject: Good day # on purpose")}`);
  const differs = await sojourn("diff");
  expect(differs).toMatchObject({ code: 1 });
  expect(differs.out).toContain('~ journey.graph.nodes[mail].config.subject: "Welcome" → "Good day"');
  const failing = await sojourn("test", "journeys/welcome.yaml");
  expect(failing).toMatchObject({ code: 1 });
  expect(failing.out).toContain("expected mail 1: mail with “Welcome”");
  expect(await sojourn("push")).toMatchObject({ code: 1, out: expect.stringContaining("not pushed") });
  rewrite((before) => before.replace("subject_contains: Welcome", "subject_contains: Good day"));
  expect(await sojourn("push", "--publish")).toMatchObject({
    code: 0,
    out: expect.stringMatching(/journey “Welcome” updated[\s\S]*test “Gets a mail” updated[\s\S]*version 1 is live/),
  });
  expect(await sojourn("pull")).toMatchObject({ code: 0, out: "journeys/welcome.yaml: unchanged" });
  expect(readFileSync(file(), "utf8")).toMatch(/^# kept by hand[\s\S]*# on purpose/);
  expect((await sojourn("test", "Welcome")).out).toContain("Welcome: 1 passed, 0 failed");
});

test("J14 a push goes as far as a draft where publishing needs an approval, and says what is missing", async () => {
  await prisma().workspace.update({ where: { id: workspaceId }, data: { publishNeedsApproval: true } });
  rewrite((before) => before.replace("body: Hello", "body: Hello again"));
  const refused = await sojourn("push", "--publish");
  expect(refused).toMatchObject({ code: 1, out: expect.stringContaining("journey “Welcome” updated") });
  const missing = "not published: Somebody else has to approve this draft first: nobody has been asked yet.";
  expect(refused.out).toContain(`journeys/welcome.yaml: ${missing}`);
  const { slug } = await prisma().workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const editor = await sessionClient({ id: workspaceId, slug }, "editor");
  const api = await keyClient(workspaceId);
  const { id } = await prisma().journey.findFirstOrThrow({ where: { workspaceId } });
  const asked = await api("POST", `/journeys/${id}/approvals`, { note: "From the pipeline" });
  const request = (asked.body as { id: string }).id;
  expect((await sojourn("push", "--publish")).out).toContain("it waits for approval since");
  await editor("POST", `/journeys/${id}/approvals/${request}/decision`, { decision: "approved" });
  expect(await sojourn("push", "--publish")).toMatchObject({
    code: 0,
    out: expect.stringContaining("version 2 is live"),
  });
  await prisma().workspace.update({ where: { id: workspaceId }, data: { publishNeedsApproval: false } });
});

test("a wrong file is told with every problem and its place, as text and as JSON", async () => {
  const bad = path.join(cwd, "bad.yaml");
  writeFileSync(
    bad,
    "sojourn: 1\njourney: {name: X, graph: {nodes: [{id: a, type: teleport}], edges: [{from: a, port: x, to: b}]}}\n",
  );
  const told = await sojourn("validate", "bad.yaml");
  expect(told.code).toBe(1);
  expect(told.out).toContain("bad.yaml: error: journey.graph.nodes.0: There is no step of type “teleport”.");
  const json = await sojourn("validate", "bad.yaml", "--json");
  expect(JSON.parse(json.out)[0].problems.length).toBeGreaterThan(1);
  expect(await sojourn("push", "bad.yaml")).toMatchObject({ code: 1 });
  expect(await prisma().journey.count({ where: { workspaceId } })).toBe(1);
});

test("asked wrongly is 2, a server that refuses or is not there is 3", async () => {
  expect(await sojourn("fly")).toMatchObject({ code: 2, err: expect.stringContaining("fly") });
  expect(await sojourn("pull", "No such journey")).toMatchObject({ code: 2 });
  expect(await sojourn("push", "no-such-file.yaml")).toMatchObject({ code: 2 });
  expect(await sojourn("pull", "--nonsense")).toMatchObject({ code: 2 });
  expect(await sojourn("pull", "--key", "sk_wrong_wrong_wrong_wrong_wrong")).toMatchObject({ code: 3 });
  expect(await sojourn("pull", "--url", "http://127.0.0.1:9")).toMatchObject({ code: 3 });
});

test("the command itself runs from any folder", async () => {
  const run = promisify(execFile);
  const bin = path.join(import.meta.dirname, "sojourn.mjs");
  const env = { ...process.env, SOJOURN_URL: url, SOJOURN_API_KEY: key };
  const { stdout } = await run(process.execPath, [bin, "diff", "--json"], { cwd, env });
  expect(JSON.parse(stdout)).toEqual([{ file: "journeys/welcome.yaml", differences: [], problems: [] }]);
});

test("pulling never writes over a file that somebody has begun and that names no journey yet", async () => {
  const own = path.join(cwd, "own");
  mkdirSync(own);
  writeFileSync(path.join(own, "welcome.yaml"), "# mine, half done\njourney:\n  name: Welcome\n");
  expect(await sojourn("pull", "Welcome", "--dir", "own")).toMatchObject({
    code: 0,
    out: "own/welcome-2.yaml: written",
  });
  expect(readFileSync(path.join(own, "welcome.yaml"), "utf8")).toContain("# mine, half done");
  expect(await sojourn("pull", "Welcome", "--dir", "own")).toMatchObject({ out: "own/welcome-2.yaml: unchanged" });
});
