import { expect, test } from "vitest";
import { emailDocumentSchema } from "@/lib/email/document";
import { graphSchema } from "@/lib/journey/graph";
import { journeySettingsSchema } from "@/lib/journey/settings";
import { draftOfSketch } from "./draft-of-sketch";
import { journeySketchSchema } from "./journey-sketch";
import type { DraftingWorld } from "./read-drafting-world";
import { sketchOfDraft } from "./sketch-of-draft";

const SEGMENT = "018f0000-0000-7000-8000-000000000001";
const MAIL = "018f0000-0000-7000-8000-000000000002";

const graph = graphSchema.parse({
  nodes: [
    { id: "start", type: "trigger.event", config: { event: "user_registered" }, position: { x: 5, y: 6 } },
    { id: "hello", type: "email", config: { template_id: MAIL } },
    { id: "vip", type: "segment_check", config: { segment_id: SEGMENT } },
    {
      id: "hook",
      type: "webhook",
      config: {
        method: "POST",
        url: "https://hooks.example.com/secret-path",
        headers: { Authorization: "Bearer sk_live" },
        body: "the body",
      },
    },
    {
      id: "task",
      type: "create_task",
      config: { title: "Call", assignees: [], notify_url: "https://chat.example/T0/B1" },
    },
  ],
  edges: [
    { from: "start", port: "next", to: "hello" },
    { from: "hello", port: "next", to: "vip" },
    { from: "vip", port: "yes", to: "hook" },
    { from: "vip", port: "no", to: "task" },
  ],
  notes: [{ node: "vip", text: "Asked by sales" }],
});

const world: DraftingWorld = {
  own: {
    journey: { id: "j", name: "Welcome", description: "", settings: journeySettingsSchema.parse({}), graph },
    tests: [],
  },
  revision: 3,
  shared: {
    segments: new Map([[SEGMENT, { id: SEGMENT, name: "VIP", description: "", condition: null }]]),
    templates: new Map([[MAIL, { id: MAIL, name: "Hello", channel: "email", document: {} }]]),
    journeys: new Map(),
    pools: new Map(),
    connections: new Map(),
  },
  references: new Map([
    [SEGMENT, "@segments/vip"],
    [MAIL, "@templates/hello"],
  ]),
};

const turn = (sketch: object) => draftOfSketch(journeySketchSchema.parse(sketch), world);
const kept = graph.nodes.map(({ id }) => ({ id }));
const node = (drafted: ReturnType<typeof turn>, id: string) =>
  drafted.own.journey.graph.nodes.find((one) => one.id === id);

test("J13 the draft as a model sees it has no credentials, and references instead of ids", () => {
  const shown = JSON.stringify(sketchOfDraft(world));
  for (const secret of ["sk_live", "secret-path", "the body", "T0/B1", SEGMENT, MAIL])
    expect(shown).not.toContain(secret);
  expect(sketchOfDraft(world)).toMatchObject({
    name: "Welcome",
    steps: [
      { id: "start", next: { next: "hello" } },
      { id: "hello", mail: "hello" },
      { id: "vip", config: { segment_id: "@segments/vip" }, next: { yes: "hook", no: "task" } },
      {
        id: "hook",
        config: { url: "(kept) at hooks.example.com", headers: { Authorization: "(kept)" }, body: "(kept)" },
      },
      { id: "task", config: { notify_url: "(kept) at chat.example" }, next: null },
    ],
  });
});

test("J13 ids alone are the draft as it is: settings, ways, places and notes", () => {
  const { own, errors } = turn({ steps: kept });
  expect(errors).toEqual([]);
  expect(own).toEqual(world.own);
});

test("J13 what the model saw and gives back unchanged is the draft as it is, credentials included", () => {
  const { own, errors } = turn(sketchOfDraft(world));
  expect(errors).toEqual([]);
  expect(own.journey.graph).toEqual(graph);
});

test("J13 a step is put in, with a mail that is made of words", () => {
  const drafted = turn({
    steps: [
      ...kept.slice(0, 1),
      { id: "hello", next: "pause" },
      { id: "pause", type: "wait", config: { duration: "P2D" }, next: "again" },
      { id: "again", type: "email", mail: "reminder", config: {}, next: "vip" },
      ...kept.slice(2),
    ],
    mails: {
      reminder: {
        name: "Hello",
        subject: "Still there?",
        preview: "One more thing",
        heading: "Hi",
        paragraphs: ["**First** thing.", "- one\n- two"],
        button: { label: "Go", href: "https://example.com/x" },
      },
    },
  });
  expect(drafted.errors).toEqual([]);
  const made = [...drafted.shared.templates.values()].filter(({ id }) => id !== MAIL);
  expect(made).toMatchObject([{ name: "Hello 2", channel: "email" }]);
  expect(node(drafted, "again")?.config).toEqual({ template_id: made[0]?.id });
  const document = emailDocumentSchema.parse(made[0]?.document);
  expect(document).toMatchObject({ subject: "Still there?", preheader: "One more thing" });
  expect(document.blocks.map(({ type }) => type)).toEqual(["heading", "text", "button", "footer"]);
  expect(drafted.own.journey.graph.edges).toContainEqual({ from: "hello", port: "next", to: "pause" });
  expect(node(drafted, "start")?.position).toEqual({ x: 5, y: 6 });
});

test("J13 one next of a step with one exit means that exit, null ends there, and a step left out is gone", () => {
  const drafted = turn({
    steps: [
      { id: "start", next: "hello" },
      { id: "hello", next: null },
      { id: "done", type: "go_to", config: { node_id: "start" } },
      { id: "w", type: "wait_for_event", config: { events: [{ event: "x", port: "came" }] }, next: "start" },
    ],
  });
  expect(drafted.own.journey.graph.edges).toEqual([
    { from: "start", port: "next", to: "hello" },
    { from: "w", port: "came", to: "start" },
  ]);
  expect(drafted.own.journey.graph.notes).toBeUndefined();
});

test("J13 what a webhook sends goes nowhere else than where it went", () => {
  const to = (url: string, more: object = {}) =>
    turn({
      steps: [
        ...kept.slice(0, 3),
        { id: "hook", config: { method: "POST", url, headers: { Authorization: "(kept)" }, body: "(kept)", ...more } },
        { id: "task" },
      ],
    });
  expect(node(to("(kept) at hooks.example.com"), "hook")?.config.headers).toEqual({ Authorization: "Bearer sk_live" });
  const moved = to("https://evil.example/collect");
  expect(JSON.stringify(moved.own)).not.toContain("sk_live");
  expect(moved.errors.map(({ path }) => path)).toEqual(["steps.3.config.headers.Authorization", "steps.3.config.body"]);
  const other = turn({
    steps: [...kept, { id: "new", type: "webhook", config: { url: "(kept) at hooks.example.com" } }],
  });
  expect(other.errors).toMatchObject([{ path: "steps.5.config.url" }]);
});

test.each([
  ["a new step without a kind", { id: "what" }, "steps.5.type"],
  ["a mail that nobody has", { id: "x", type: "email", mail: "nobody" }, "steps.5.mail"],
  [
    "a segment that nobody has",
    { id: "x", type: "segment_check", config: { segment_id: "@segments/none" } },
    "steps.5.config.segment_id",
  ],
  ["an id with blanks", { id: "a b", type: "exit" }, "nodes.5.id"],
])("J13 what cannot be turned is told with its place: %s", (_, step, path) => {
  expect(turn({ steps: [...kept, step] }).errors).toMatchObject([{ path }]);
});

test("J13 settings are the model's only where it says so, and only if they are settings", () => {
  const exit_when = { event: "purchase_completed" };
  expect(turn({ steps: kept, settings: { exit_when } }).own.journey.settings).toMatchObject({ exit_when });
  const wrong = turn({ steps: kept, settings: { re_entry: "never" } });
  expect(wrong.own.journey.settings).toEqual(world.own.journey.settings);
  expect(wrong.errors).toMatchObject([{ path: "settings" }]);
});
