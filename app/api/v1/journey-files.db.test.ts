import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { ImportPlan, JourneyFile } from "@/lib/api/schemas/journey-file";
import { prisma } from "@/lib/db/prisma";
import type { EmailDocument } from "@/lib/email/document";
import { arbitraryGraph } from "@/lib/testing/arbitrary-graph";
import { createWorkspace } from "@/lib/testing/factories";
import { sketchGraph } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { type Call, keyClient } from "./_testing/api-driver";
import { handleApiRequest } from "./handle-api-request";

setUpTestDatabase();

type Id = { id: string };
let here: Call & { secret: string };
let there: Call & { secret: string };
let theirWorkspace: number;
let journey: string;
let file: JourneyFile;

const errorsOf = (answer: { body: unknown }) => (answer.body as { errors: { path: string; message: string }[] }).errors;
const withoutIds = (value: JourneyFile) =>
  JSON.parse(JSON.stringify(value, (key, v) => (key === "id" && /-/.test(v) ? undefined : v)));

beforeAll(async () => {
  here = await keyClient((await createWorkspace()).id);
  const other = await createWorkspace();
  theirWorkspace = other.id;
  there = await keyClient(other.id);
  const base = (await here("POST", "/segments", { name: "Buyers", condition: { event: "purchase" } })).body as Id;
  const vip = (
    await here("POST", "/segments", {
      name: "VIP customers",
      condition: { all: [{ segment_id: base.id }, { tag: "vip" }] },
    })
  ).body as Id;
  const block = (await here("POST", "/templates", { name: "Our promise", kind: "block" })).body as Id;
  const template = (await here("POST", "/templates", { name: "Welcome" })).body as Id;
  const { document } = (await here("GET", `/templates/${template.id}`)).body as { document: EmailDocument };
  const shown = { ...document, blocks: [{ id: "promise", type: "shared", block_id: block.id }, ...document.blocks] };
  const saved = await here("PATCH", `/templates/${template.id}`, { document: shown }, { "if-match": '"1"' });
  expect(saved.status).toBe(200);
  const graph = sketchGraph({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "signed_up" } },
      { id: "vip", type: "branch", config: { condition: { segment_id: vip.id } } },
      { id: "mail", type: "email", config: { template_id: template.id } },
      {
        id: "short",
        type: "email",
        config: { subject: "@segments/vip-customers", body: "A text that looks like a reference" },
      },
    ],
    edges: ["start -> vip", "vip -yes-> mail", "vip -no-> short"],
  });
  journey = ((await here("POST", "/journeys", { name: "Welcome", graph })).body as Id).id;
  await here("POST", `/journeys/${journey}/tests`, {
    name: "VIPs get the template",
    person: { segments: [vip.id] },
    trigger: { event: "signed_up" },
    start_at: "2026-03-02T10:00:00Z",
    expect: { path: [{ node_id: "start" }, { node_id: "vip", port: "yes" }, { node_id: "mail" }] },
  });
  file = (await here("GET", `/journeys/${journey}/export`)).body as JourneyFile;
});

describe("a journey as a file", () => {
  test("holds the draft, its tests and all it points to, by references instead of ids", () => {
    expect(Object.keys(file.segments)).toEqual(["buyers", "vip-customers"]);
    expect(file.segments["vip-customers"]?.condition).toEqual({
      all: [{ segment_id: "@segments/buyers" }, { tag: "vip" }],
    });
    expect(file.journey.graph.nodes[1]?.config).toEqual({ condition: { segment_id: "@segments/vip-customers" } });
    expect(file.journey.graph.nodes[2]?.config).toEqual({ template_id: "@templates/welcome" });
    expect(file.journey.graph.nodes[3]?.config.subject).toBe("@@segments/vip-customers");
    expect(file.templates["our-promise"]?.kind).toBe("block");
    expect(file.templates.welcome?.document.blocks).toContainEqual({
      id: "promise",
      type: "shared",
      block_id: "@templates/our-promise",
    });
    expect(file.tests[0]?.person.segments).toEqual(["@segments/vip-customers"]);
  });

  test("is the same as YAML, and can be read by machines through a published schema", async () => {
    const response = await fetchText(`/journeys/${journey}/export?format=yaml`);
    expect(response.type).toContain("application/yaml");
    expect(parse(response.text)).toEqual(file);
    const schema = await here("GET", "/journeys/file-schema");
    expect(schema).toMatchObject({
      status: 200,
      body: { type: "object", required: expect.arrayContaining(["sojourn", "journey"]) },
    });
    expect(JSON.stringify(schema.body)).toContain('"const":"wait_for_event"');
  });

  test("J11 goes into another workspace, where it makes what is missing, walks its tests and exports the same again", async () => {
    const rehearsed = await there("POST", "/journeys/import", { file, dry_run: true });
    expect(rehearsed).toMatchObject({
      status: 200,
      body: {
        applied: false,
        journey: { action: "create" },
        segments: [{ key: "buyers", action: "create" }, { action: "create" }],
        templates: [{ action: "create" }, { key: "welcome", action: "create" }],
        tests: { create: ["VIPs get the template"], update: [], delete: [] },
        test_run: { passed: 1, failed: 0 },
      },
    });
    expect(await prisma().journey.count({ where: { workspaceId: theirWorkspace } })).toBe(0);
    const done = (await there("POST", "/journeys/import", { file })).body as ImportPlan;
    expect(done.applied).toBe(true);
    const again = (await there("GET", `/journeys/${done.journey.id}/export`)).body as JourneyFile;
    expect(withoutIds(again)).toEqual(withoutIds(file));
    const twice = (await there("POST", "/journeys/import", { file })).body as ImportPlan;
    expect([twice.journey.id, twice.journey.action, ...twice.segments.map(({ action }) => action)]).toEqual([
      done.journey.id,
      "unchanged",
      "unchanged",
      "unchanged",
    ]);
    expect(await prisma().journey.count({ where: { workspaceId: theirWorkspace } })).toBe(1);
  });

  test("changes a journey where it came from, keeps shared things unless told, and tests follow by name", async () => {
    const changed = structuredClone(file);
    changed.journey.description = "From code";
    changed.tests = [{ ...changed.tests[0], name: "Renamed" } as (typeof changed.tests)[number]];
    const buyers = changed.segments.buyers;
    if (buyers) buyers.description = "Bought once";
    const kept = (await here("POST", "/journeys/import", { file: changed })).body as ImportPlan;
    expect(kept).toMatchObject({
      journey: { id: journey, action: "update" },
      segments: [{ key: "buyers", action: "keep" }, { action: "unchanged" }],
      tests: { create: ["Renamed"], delete: ["VIPs get the template"] },
    });
    const updated = (await here("POST", "/journeys/import", { file: changed, shared: "update" })).body as ImportPlan;
    expect(updated).toMatchObject({
      journey: { action: "unchanged" },
      segments: [{ action: "update" }, { action: "unchanged" }],
    });
    const copy = (await here("POST", "/journeys/import", { file: changed, as_new: true })).body as ImportPlan;
    expect(copy.journey).toMatchObject({ action: "create" });
    expect(copy.journey.id).not.toBe(journey);
  });

  test("a segment that would be called like another is refused, with nothing done", async () => {
    const renamed = structuredClone(file);
    const [buyers, vip] = [renamed.segments.buyers, renamed.segments["vip-customers"]];
    if (!buyers || !vip) throw new Error("the file lacks its segments");
    buyers.name = vip.name;
    renamed.journey.description = "Not to be kept";
    const answer = await here("POST", "/journeys/import", { file: renamed, shared: "update" });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ errors: [{ path: "segments" }] });
    const { description } = await prisma().journey.findUniqueOrThrow({ where: { id: journey } });
    expect(description).not.toBe("Not to be kept");
  });

  test("any graph comes back as it went", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryGraph(), async (graph) => {
        const given: JourneyFile = {
          ...file,
          journey: { ...file.journey, id: undefined, name: "Random", graph },
          segments: {},
          templates: {},
          tests: [],
        };
        const done = await there("POST", "/journeys/import", { file: given });
        // a graph with an edge into nowhere is refused, and nothing else is
        if (done.status === 422)
          return expect(errorsOf(done).every(({ path }) => path.startsWith("journey.graph"))).toBe(true);
        const { id } = (done.body as ImportPlan).journey;
        const again = (await there("GET", `/journeys/${id}/export`)).body as JourneyFile;
        expect(again.journey.graph).toEqual(graph);
        await prisma().journey.delete({ where: { id } });
      }),
      { numRuns: 25 },
    );
  });
});

describe("a file that cannot be imported", () => {
  const node = (config: object, type = "email", id = "x") => ({ id, type, config });
  const refused = async (nodes: object[], edges: object[] = [], more: object = {}) => {
    const answer = await there("POST", "/journeys/import", {
      file: { sojourn: 1, journey: { name: "Bad", graph: { nodes, edges } }, ...more },
    });
    expect(answer.status).toBe(422);
    return errorsOf(answer);
  };

  test("is told every problem at once, each with its field", async () => {
    const foreign = "01a218a7-8165-778d-9be9-962b6ab763b1";
    const errors = await refused(
      [
        node({}, "teleport", "t"),
        node({ duration: "soon" }, "wait", "w"),
        node({ condition: { segment_id: foreign } }, "branch", "b"),
        node({ template_id: foreign }, "email", "e"),
      ],
      [
        { from: "w", port: "sideways", to: "b" },
        { from: "w", port: "next", to: "gone" },
      ],
    );
    expect(errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: "journey.graph.nodes.0", code: "unknown_type" }),
        expect.objectContaining({ path: "journey.graph.nodes.1.config.duration" }),
        expect.objectContaining({ path: "journey.graph.nodes.2", code: "unknown_segment" }),
        expect.objectContaining({ path: "journey.graph.nodes.3.config.template_id", code: "unknown_template" }),
        expect.objectContaining({ path: "journey.graph.nodes.1", code: "dangling_edge" }),
      ]),
    );
  });

  test("a list of people is not replaced by rules of the same name", async () => {
    await there("POST", "/segments", { name: "Handpicked", kind: "manual" });
    const handpicked = { name: "Handpicked", condition: { tag: "vip" } };
    const file = {
      sojourn: 1,
      journey: { name: "By hand", graph: { nodes: [], edges: [] } },
      segments: { handpicked },
    };
    const updating = await there("POST", "/journeys/import", { file, shared: "update" });
    expect(updating.status).toBe(422);
    expect(errorsOf(updating)).toMatchObject([{ path: "segments.handpicked.condition" }]);
    const keeping = await there("POST", "/journeys/import", { file });
    expect(keeping).toMatchObject({ status: 200, body: { segments: [{ key: "handpicked", action: "keep" }] } });
  });

  test("segments that ask for each other in a circle are refused", async () => {
    const errors = await refused([], [], {
      segments: {
        a: { name: "A", condition: { segment_id: "@segments/b" } },
        b: { name: "B", condition: { none: [{ segment_id: "@segments/a" }] } },
      },
    });
    expect(errors).toMatchObject([{ path: "segments.a.condition" }]);
  });

  test("a reference that the file does not explain is named where it stands", async () => {
    const errors = await refused([node({ condition: { segment_id: "@segments/nobody" } }, "branch")]);
    expect(errors).toMatchObject([{ path: "journey.graph.nodes.0.config.condition.segment_id" }]);
    const missing = await refused([], [], { journeys: { other: { name: "Not there" } } });
    expect(missing).toMatchObject([{ path: "journeys.other" }]);
  });

  test("five thousand steps, deep nesting and an unfolding YAML are refused quickly", async () => {
    const startedAt = performance.now();
    const many = await refused(Array.from({ length: 5_000 }, (_, i) => node({}, "exit", `n${i}`)));
    expect(many).toMatchObject([{ path: "journey.graph.nodes" }]);
    const text = async (yaml: string) => {
      const answer = await there("POST", "/journeys/import", { text: yaml });
      expect(answer.status).toBe(422);
      return errorsOf(answer);
    };
    expect(await text(`sojourn: 1\njourney: ${"[".repeat(100)}${"]".repeat(100)}`)).toMatchObject([
      { message: expect.stringMatching(/deeper/) },
    ]);
    const bomb = [
      "a: &a [x,x,x,x,x,x,x,x,x]",
      ...["b", "c", "d", "e", "f", "g", "h"].map(
        (k, i) => `${k}: &${k} [${Array(9).fill(`*${"abcdefg"[i]}`).join(",")}]`,
      ),
    ];
    expect(await text(bomb.join("\n"))).toMatchObject([{ path: "text" }]);
    expect(await text("sojourn: 1\njourney: {name: X\n  graph: [")).toEqual(
      expect.arrayContaining([expect.objectContaining({ path: expect.stringMatching(/^line \d/) })]),
    );
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  test("two thousand steps are taken in bounded time", async () => {
    const nodes = [
      { id: "start", type: "trigger.manual", config: {} },
      ...Array.from({ length: 1_998 }, (_, i) => node({ tag: `t${i}` }, "add_tag", `n${i}`)),
    ];
    const edges = nodes.slice(1).map(({ id }, i) => ({ from: nodes[i]?.id, port: "next", to: id }));
    const startedAt = performance.now();
    const done = await there("POST", "/journeys/import", {
      file: { sojourn: 1, journey: { name: "Long", graph: { nodes, edges } } },
    });
    expect(done.status).toBe(200);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});

async function fetchText(path: string) {
  const headers = { authorization: `Bearer ${here.secret}` };
  const response = await handleApiRequest(new Request(`http://localhost:3000/api/v1${path}`, { headers }));
  return { type: response.headers.get("content-type"), text: await response.text() };
}
