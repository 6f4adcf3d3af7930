import { describe, expect, test } from "vitest";
import { driveJourneys, type Sketch } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";

setUpTestDatabase();

const email = (id: string) => ({ id, type: "email", config: { subject: id, body: "Hello" } });

describe("an abandoned cart with a goal", () => {
  const cart: Sketch = {
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "cart_abandoned" } },
      { id: "hour", type: "wait", config: { duration: "PT1H" } },
      email("first"),
      { id: "day", type: "wait", config: { duration: "P1D" } },
      email("second"),
      { id: "bought", type: "goal", config: { event: "purchase_completed" } },
      { id: "thanks", type: "email", config: { subject: "Thanks for {{ event.order_id }}", body: "!" } },
    ],
    edges: ["start -> hour", "hour -> first", "first -> day", "day -> second", "second -> bought", "bought -> thanks"],
  };

  test("a purchase while waiting stops the reminders and goes on at the goal", async () => {
    const run = await driveJourneys();
    await run.journey(cart);
    await run.event("ada", "cart_abandoned", {}, { email: "ada@example.com" });
    await run.advance("PT2H");
    await run.event("ada", "purchase_completed", { order_id: "o-1" });
    await run.advance("P5D");
    expect((await run.messages("ada")).map(({ subject }) => subject)).toEqual(["first", "Thanks for o-1"]);
    expect(await run.runs("ada")).toMatchObject([{ state: "completed", reason: "end_of_path" }]);
  });

  test("without one all reminders go out and the run ends at the goal", async () => {
    const run = await driveJourneys();
    await run.journey(cart);
    await run.event("bob", "cart_abandoned", {}, { email: "bob@example.com" });
    await run.advance("P5D");
    expect((await run.messages("bob")).map(({ subject }) => subject)).toEqual(["first", "second"]);
    expect(await run.runs("bob")).toMatchObject([{ state: "completed", reason: "goal_not_reached" }]);
  });

  test("a purchase that arrives before the first step of the run is not overlooked", async () => {
    const run = await driveJourneys();
    await run.journey(cart);
    await run.event("cleo", "page_viewed");
    await run.ingest("cleo", "cart_abandoned");
    await run.ingest("cleo", "purchase_completed", { order_id: "o-2" });
    await run.settle();
    await run.advance("P5D");
    expect((await run.messages("cleo")).map(({ node }) => node)).toEqual(["thanks"]);
  });
});

describe("rules of the whole journey", () => {
  const weekly = (settings: Sketch["settings"]): Sketch => ({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "subscribed" } },
      { id: "week", type: "wait", config: { duration: "P7D" } },
      email("news"),
    ],
    edges: ["start -> week", "week -> news"],
    settings,
  });

  test("exit_when looks at what happened since the entry, not before", async () => {
    const run = await driveJourneys();
    await run.journey(weekly({ exit_when: { event: "cancelled" } }));
    await run.event("ada", "cancelled");
    await run.advance("P1D");
    await run.event("ada", "subscribed");
    await run.advance("P1D");
    expect(await run.runs("ada")).toMatchObject([{ state: "active" }]);
    await run.event("ada", "cancelled");
    expect(await run.runs("ada")).toMatchObject([{ state: "exited", reason: "exit_when" }]);
    await run.advance("P10D");
    expect(await run.messages("ada")).toEqual([]);
  });

  test("max_time takes people out in the middle of a wait", async () => {
    const run = await driveJourneys();
    await run.journey(weekly({ max_time: "P2D" }));
    await run.event("ada", "subscribed");
    await run.advance("P3D");
    expect(await run.runs("ada")).toMatchObject([{ state: "exited", reason: "max_time" }]);
  });
});

describe("waiting for what people do", () => {
  test("the event that matches opens its exit; one that does not leaves the timeout where it was", async () => {
    const run = await driveJourneys();
    await run.journey({
      nodes: [
        { id: "start", type: "trigger.event", config: { event: "quoted" } },
        {
          id: "answer",
          type: "wait_for_event",
          config: {
            events: [{ event: "answered", where: { path: "event.yes", op: "equals", value: true }, port: "yes" }],
            timeout: "P2D",
          },
        },
        email("deal"),
        email("nudge"),
      ],
      edges: ["start -> answer", "answer -yes-> deal", "answer -timeout-> nudge"],
    });
    await run.event("ada", "quoted");
    await run.advance("P1D");
    await run.event("ada", "answered", { yes: false });
    await run.event("bob", "quoted");
    await run.event("bob", "answered", { yes: true });
    expect((await run.messages("bob")).map(({ node }) => node)).toEqual(["deal"]);
    expect(await run.messages("ada")).toEqual([]);
    await run.advance("PT25H");
    const [nudge] = await run.messages("ada");
    expect(nudge).toMatchObject({ node: "nudge" });
    expect((await run.steps("ada")).filter(({ node }) => node === "answer").map(({ outcome }) => outcome)).toEqual([
      "waiting",
      "passed",
    ]);
  });

  test("a condition is looked at again when the person changes", async () => {
    const run = await driveJourneys();
    await run.journey({
      nodes: [
        { id: "start", type: "trigger.event", config: { event: "trial_started" } },
        {
          id: "until",
          type: "wait_until",
          config: { condition: { path: "plan", op: "equals", value: "pro" }, timeout: "P14D" },
        },
        email("welcome"),
        email("goodbye"),
      ],
      edges: ["start -> until", "until -met-> welcome", "until -timeout-> goodbye"],
    });
    await run.event("ada", "trial_started");
    await run.event("bob", "trial_started");
    await run.advance("P3D");
    await run.event("ada", "anything", {}, { plan: "pro" });
    expect((await run.messages("ada")).map(({ node }) => node)).toEqual(["welcome"]);
    await run.advance("P20D");
    expect((await run.messages("bob")).map(({ node }) => node)).toEqual(["goodbye"]);
  });

  test("a loop counts its visits and ends itself", async () => {
    const run = await driveJourneys();
    await run.journey({
      nodes: [
        { id: "start", type: "trigger.event", config: { event: "joined" } },
        email("tip"),
        { id: "day", type: "wait", config: { duration: "P1D" } },
        { id: "more", type: "branch", config: { condition: { visits: "tip", op: "less_than", value: 3 } } },
      ],
      edges: ["start -> tip", "tip -> day", "day -> more", "more -yes-> tip"],
    });
    await run.event("ada", "joined");
    await run.advance("P10D");
    expect(await run.messages("ada")).toHaveLength(3);
    expect(await run.runs("ada")).toMatchObject([{ state: "completed" }]);
  });
});
