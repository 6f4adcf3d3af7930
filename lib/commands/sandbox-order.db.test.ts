import { expect, test } from "vitest";
import { driveJourneys, type Sketch } from "@/lib/testing/journey-driver";
import { nothingWrong, peopleInvariants } from "@/lib/testing/people-invariants";
import { setUpTestDatabase } from "@/lib/testing/test-database";

setUpTestDatabase();

/** From an event on: some steps in a row. */
function line(event: string, ...nodes: Sketch["nodes"]): Sketch {
  const ids = ["start", ...nodes.map(({ id }) => id)];
  return {
    nodes: [{ id: "start", type: "trigger.event", config: { event } }, ...nodes],
    edges: ids.slice(1).map((id, i) => `${ids[i]} -> ${id}`),
  };
}
const wait = (duration: string) => ({ id: "wait", type: "wait", config: { duration } });
const ping = { id: "ping", type: "emit_event", config: { event: "ping", properties: {} } };
const pro = { id: "pro", type: "update_attributes", config: { set: { plan: "pro" } } };
const listening = (timeout: string): Sketch => {
  const sketch = line("signed_up", wait("P5D"), {
    id: "reply",
    type: "wait_for_event",
    config: { events: [{ event: "ping", port: "heard" }], timeout },
  });
  sketch.nodes.push({ id: "heard", type: "exit", config: { reason: "heard" } });
  sketch.edges.push("reply -heard-> heard");
  return sketch;
};
const asking = (): Sketch => {
  const sketch = line("signed_up", wait("P5D"), {
    id: "asks",
    type: "branch",
    config: { condition: { path: "plan", op: "equals", value: "pro" } },
  });
  sketch.nodes.push({ id: "yes", type: "exit", config: { reason: "is pro" } });
  sketch.edges.push("asks -yes-> yes");
  return sketch;
};

/** Two journeys of one person from the same moment on, and a clock that jumps over all of it. How the second ended. */
async function ending(first: Sketch[], second: Sketch, jump: string) {
  const run = await driveJourneys();
  for (const [i, sketch] of first.entries()) await run.journey(sketch, `First ${i}`);
  const journey = await run.journey(second, "Second");
  await run.event("ada", "signed_up");
  await run.advance(jump);
  expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
  const found = (await run.runs("ada")).find(({ journeyId }) => journeyId === journey);
  return found && [found.state, found.reason];
}

test("a wait does not hear what another run of the person did before they arrived at it", async () => {
  expect(await ending([line("signed_up", wait("P1D"), ping)], listening("P9D"), "P6D")).toEqual(["active", null]);
});

test("a wait hears what another run of the person did while they stood in it", async () => {
  expect(await ending([line("signed_up", wait("P6D"), ping)], listening("P9D"), "P20D")).toEqual(["exited", "heard"]);
});

test("a goal draws somebody in when it is reached, not when their wait is over", async () => {
  const second = line("signed_up", wait("P5D"), { id: "late", type: "exit", config: { reason: "too late" } });
  second.nodes.push(
    { id: "goal", type: "goal", config: { event: "ping" } },
    { id: "reached", type: "exit", config: { reason: "reached" } },
  );
  second.edges = ["start -> wait", "wait -> goal", "goal -> reached"];
  second.nodes = second.nodes.filter(({ id }) => id !== "late");
  const run = await driveJourneys();
  await run.journey(line("signed_up", wait("P1D"), ping), "First");
  await run.journey(second, "Second");
  await run.event("ada", "signed_up");
  const at = await run.now();
  await run.advance("P6D");
  const reached = (await run.steps("ada")).find(({ node }) => node === "goal");
  expect(Math.round(((reached?.entered_at ?? 0) - at) / 86_400_000)).toBe(1);
});

test("a branch knows what another run of the person wrote before", async () => {
  expect(await ending([line("signed_up", wait("P1D"), pro)], asking(), "P6D")).toEqual(["exited", "is pro"]);
});

test("so it does when that run was started by another, and waited in between", async () => {
  const first = [line("signed_up", wait("P1D"), ping), line("ping", wait("P2D"), pro)];
  expect(await ending(first, asking(), "P6D")).toEqual(["exited", "is pro"]);
});

test("all of it within one day, too", async () => {
  const hours = (sketch: Sketch): Sketch => JSON.parse(JSON.stringify(sketch).replaceAll(/"P(\d+)D"/g, '"PT$1H"'));
  const first = [line("signed_up", wait("P1D"), ping), line("ping", wait("P2D"), pro)].map(hours);
  expect(await ending(first.slice(0, 1), hours(listening("P9D")), "PT6H")).toEqual(["active", null]);
  expect(await ending(first, hours(asking()), "PT8H")).toEqual(["exited", "is pro"]);
});
