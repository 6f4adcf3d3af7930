import { expect, test } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { driveJourneys, type Sketch } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { walkShard } from "./walk-shard";

setUpTestDatabase();

/** Waits, perhaps asks what somebody did before, and writes one attribute. */
const writing = (event: string, wait: string, attribute: string, asks = false): Sketch => ({
  nodes: [
    { id: "start", type: "trigger.event", config: { event } },
    { id: "wait", type: "wait", config: { duration: wait } },
    { id: "ask", type: "branch", config: { condition: asks ? { event: "never" } : { path: "a", op: "exists" } } },
    { id: "set", type: "update_attributes", config: { set: { [attribute]: "yes" } } },
  ],
  edges: ["start -> wait", "wait -> ask", "ask -yes-> set", "ask -no-> set"],
});

test("what several runs of one person write is all there when a sandbox's clock jumps over them", async () => {
  const run = await driveJourneys();
  await run.journey(writing("go", "PT3H", "a"), "A");
  await run.journey(writing("go", "PT5H", "b"), "B");
  await run.journey(writing("go", "PT3H", "c", true), "C");
  await run.event("ada", "go");
  await run.moveClock("PT6H");
  expect(await walkShard(run.shards[0] ?? 0)).toMatchObject({ walked: 3 });
  const ada = await prisma().subscriber.findFirstOrThrow({
    where: { workspaceId: run.workspace.id, externalId: "ada" },
  });
  expect(ada.attributes).toEqual({ a: "yes", b: "yes", c: "yes" });
});

test("a run that waits for what another run of the person writes in the same batch hears of it, though it wrote something, too", async () => {
  const run = await driveJourneys({ mode: "live" });
  const set = (attribute: string) => ({
    id: "set",
    type: "update_attributes",
    config: { set: { [attribute]: "yes" } },
  });
  const start = { id: "start", type: "trigger.event", config: { event: "go" } };
  await run.journey({ nodes: [start, set("a")], edges: ["start -> set"] }, "A");
  const condition = { path: "a", op: "equals", value: "yes" };
  const inner: Sketch = {
    nodes: [start, set("b"), { id: "until", type: "wait_until", config: { condition, timeout: "P5D" } }],
    edges: ["start -> set", "set -> until"],
  };
  await run.journey(inner, "B");
  await run.event("ada", "go");
  expect((await run.runs("ada")).map(({ state, reason }) => `${state} ${reason}`)).toEqual([
    "completed end_of_path",
    "completed end_of_path",
  ]);
  expect((await run.steps("ada")).find(({ node, port }) => node === "until" && port)).toMatchObject({ port: "met" });
});
