import { describe, expect, it } from "vitest";
import type { HandOver } from "@/lib/channels/provider";
import { addSuppression } from "@/lib/commands/add-suppression";
import { deliverDue } from "@/lib/commands/deliver-messages";
import { exitEnrollment } from "@/lib/commands/exit-enrollment";
import { pauseJourney } from "@/lib/commands/pause-journey";
import { walkShard } from "@/lib/commands/walk-shard";
import { prisma } from "@/lib/db/prisma";
import { LIVE_SHARDS } from "@/lib/db/shard";
import { createSubscriber } from "@/lib/testing/factories";
import { driveJourneys, type JourneyDriver, type Sketch, sketchGraph } from "@/lib/testing/journey-driver";
import { createLiveJourney } from "@/lib/testing/live-journey";
import { testDeliverEnvironment } from "@/lib/testing/send-scene";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { explainPerson } from "./explain-person";

setUpTestDatabase();

const orders: Sketch = {
  nodes: [
    {
      id: "start",
      type: "trigger.event",
      config: { event: "order_placed", where: { path: "event.total", op: "greater_than", value: 100 } },
    },
    { id: "thanks", type: "email", config: { subject: "Thanks", body: "Hello" } },
    { id: "day", type: "wait", config: { duration: "P1D" } },
    {
      id: "rich",
      type: "branch",
      config: { condition: { path: "lifetime_value", op: "greater_than", value: 1_000 } },
    },
    { id: "vip", type: "email", config: { subject: "VIP", body: "Hello" } },
    { id: "more", type: "wait_for_event", config: { events: [{ event: "came_back", port: "back" }], timeout: "P3D" } },
    { id: "bye", type: "email", config: { subject: "Bye", body: "Bye" } },
  ],
  edges: [
    "start -> thanks",
    "thanks -> day",
    "day -> rich",
    "rich -yes-> vip",
    "rich -no-> more",
    "more -timeout-> bye",
  ],
};

async function why(driver: JourneyDriver, journey: string, node_id?: string, external_id = "ada") {
  const explained = await explainPerson(driver.workspace.id, journey, { external_id, ...(node_id ? { node_id } : {}) });
  if (!explained.ok) throw new Error(explained.reason);
  return explained.why;
}

const person = (driver: JourneyDriver, part: Parameters<typeof createSubscriber>[1] = {}) =>
  createSubscriber(driver.workspace.id, { externalId: "ada", firstName: "Ada", ...part });

/** Ada in the journey by an order of 200. */
async function inside(part?: Parameters<typeof createSubscriber>[1], sketch = orders) {
  const driver = await driveJourneys();
  await person(driver, part);
  const journey = await driver.journey(sketch);
  await driver.event("ada", "order_placed", { total: 200 });
  return { driver, journey };
}

describe("why somebody is not in a journey", () => {
  it("the journey was never published", async () => {
    const driver = await driveJourneys();
    await person(driver);
    const { id } = await prisma().journey.create({
      data: { workspaceId: driver.workspace.id, name: "Draft", graph: sketchGraph(orders) },
    });
    expect(await why(driver, id)).toMatchObject({ got: false, code: "never_published" });
  });

  it("they never had the trigger's event", async () => {
    const driver = await driveJourneys();
    await person(driver);
    const journey = await driver.journey(orders);
    await driver.event("ada", "page_viewed");
    expect(await why(driver, journey)).toMatchObject({
      code: "no_event",
      node_id: "start",
      sentence: "Ada has never done “order_placed”, which starts the journey.",
    });
  });

  it("the trigger's filter said no, with the values", async () => {
    const driver = await driveJourneys();
    await person(driver);
    const journey = await driver.journey(orders);
    await driver.event("ada", "order_placed", { total: 20 });
    const answer = await why(driver, journey);
    expect(answer).toMatchObject({
      got: false,
      code: "trigger_filter",
      evidence: [{ text: "event.total 20 (> 100?)" }],
    });
    expect(answer.at).toMatch(/^2026-03-02T10:00/);
  });

  it("the event came before the journey was live, and says since when it is", async () => {
    const driver = await driveJourneys();
    await person(driver);
    await driver.event("ada", "order_placed", { total: 200 });
    await driver.advance("P1D");
    const journey = await driver.journey(orders);
    const answer = await why(driver, journey);
    expect(answer).toMatchObject({ code: "not_live" });
    expect(answer.sentence).toContain("not published yet");
    expect(answer.evidence.map(({ text }) => text)).toEqual(["did “order_placed”", "the journey went live"]);
    expect(answer.evidence[1]?.at).toMatch(/^2026-03-03T10:00/);
  });

  it("the journey was paused when the event came", async () => {
    const driver = await driveJourneys();
    await person(driver);
    const journey = await driver.journey(orders);
    await pauseJourney(driver.principal, journey);
    await driver.advance("PT1H");
    await driver.event("ada", "order_placed", { total: 200 });
    const answer = await why(driver, journey);
    expect(answer).toMatchObject({ code: "not_live" });
    expect(answer.sentence).toContain("paused");
  });

  it("nobody has put them in, where people come in by hand", async () => {
    const driver = await driveJourneys();
    await person(driver);
    const journey = await driver.journey({
      nodes: [
        { id: "start", type: "trigger.manual" },
        { id: "day", type: "wait", config: { duration: "P1D" } },
      ],
      edges: ["start -> day"],
    });
    expect(await why(driver, journey)).toMatchObject({ code: "not_added", node_id: "start" });
  });
});

describe("why somebody did not get to a step", () => {
  it("they are still waiting before it, until when", async () => {
    const { driver, journey } = await inside();
    const answer = await why(driver, journey, "vip");
    expect(answer).toMatchObject({ got: false, code: "waiting", node_id: "day" });
    expect(answer.until).toMatch(/^2026-03-03T10:00/);
  });

  it("the journey is paused while they wait", async () => {
    const { driver, journey } = await inside();
    await pauseJourney(driver.principal, journey);
    expect((await why(driver, journey, "vip")).sentence).toContain("paused");
  });

  it("at a branch they went the other way, with the values", async () => {
    const { driver, journey } = await inside({ attributes: { lifetime_value: 900 } });
    await driver.advance("P1D");
    const answer = await why(driver, journey, "vip");
    expect(answer).toMatchObject({ code: "other_way", node_id: "rich" });
    expect(answer.sentence).toContain("lifetime_value 900 (> 1,000?) → No");
  });

  it("somebody took them out by hand", async () => {
    const { driver, journey } = await inside();
    const [run] = await driver.runs("ada");
    await exitEnrollment(driver.principal, run?.id ?? "");
    expect(await why(driver, journey, "vip")).toMatchObject({ code: "ended", node_id: "day" });
  });

  it("the exit rule took them out", async () => {
    const { driver, journey } = await inside({}, { ...orders, settings: { exit_when: { tag: "gone" } } });
    await driver.ingest("ada", "noticed", {});
    await prisma().subscriber.updateMany({ where: { externalId: "ada" }, data: { tags: ["gone"] } });
    await driver.advance("P1D");
    expect(await why(driver, journey, "vip")).toMatchObject({ code: "exit_rule" });
  });

  it("they reached a goal on the way", async () => {
    const { driver, journey } = await inside(
      {},
      {
        ...orders,
        nodes: [...orders.nodes, { id: "bought", type: "goal", config: { event: "bought" } }],
        edges: [...orders.edges, "vip -> bought", "bye -> bought"],
      },
    );
    await driver.event("ada", "bought");
    expect(await why(driver, journey, "vip")).toMatchObject({ code: "goal", node_id: "day" });
  });

  it("a step failed for them, with the error", async () => {
    const driver = await driveJourneys();
    await person(driver);
    // Publishing refuses such a loop; a run that meets one all the same is set aside.
    const { journeyId } = await createLiveJourney(driver.workspace.id, {
      nodes: [
        { id: "start", type: "trigger.event", config: { event: "order_placed" } },
        { id: "a", type: "add_tag", config: { tag: "a" } },
        { id: "b", type: "branch", config: { condition: { tag: "never" } } },
        { id: "mail", type: "email", config: { subject: "Hi", body: "Hi" } },
      ],
      edges: [
        { from: "start", port: "next", to: "a" },
        { from: "a", port: "next", to: "b" },
        { from: "b", port: "no", to: "a" },
        { from: "b", port: "yes", to: "mail" },
      ],
    });
    await driver.event("ada", "order_placed");
    const answer = await why(driver, journeyId, "mail");
    expect(answer).toMatchObject({ got: false, code: "quarantined", evidence: [{ text: "too_many_steps" }] });
  });

  it("the version they walk does not have it", async () => {
    const { driver, journey } = await inside();
    await driver.publish(journey, {
      ...orders,
      nodes: [...orders.nodes, { id: "new", type: "email", config: { subject: "New", body: "New" } }],
      edges: [...orders.edges, "bye -> new"],
    });
    expect(await why(driver, journey, "new")).toMatchObject({ code: "not_in_version" });
  });
});

describe("what became of a mail", () => {
  it("was sent, and whether it was opened", async () => {
    const { driver, journey } = await inside();
    const answer = await why(driver, journey, "thanks");
    expect(answer).toMatchObject({
      got: true,
      code: "sent",
      sentence: "“Thanks” was sent to Ada, who has not opened it.",
    });
    expect(answer.message_id).toBeTruthy();
  });

  it("was not sent to somebody without an address", async () => {
    const { driver, journey } = await inside({ email: null });
    expect(await why(driver, journey, "thanks")).toMatchObject({ got: false, code: "skipped" });
    expect((await why(driver, journey, "thanks")).sentence).toContain("no email address");
  });

  it("was not sent to a suppressed address", async () => {
    const driver = await driveJourneys();
    await person(driver, { email: "ada@example.com" });
    await addSuppression(driver.principal, { channel: "email", address: "ada@example.com" });
    const journey = await driver.journey(orders);
    await driver.event("ada", "order_placed", { total: 200 });
    expect((await why(driver, journey, "thanks")).sentence).toContain("suppression list");
  });

  it("was for those only who match its condition", async () => {
    const nodes = orders.nodes.map((node) =>
      node.id === "thanks" ? { ...node, config: { ...node.config, when: { tag: "vip" } } } : node,
    );
    const { driver, journey } = await inside({}, { ...orders, nodes });
    const answer = await why(driver, journey, "thanks");
    expect(answer).toMatchObject({ got: false, code: "skipped" });
    expect(answer.evidence[0]?.text).toContain("has no tag “vip”");
  });

  it.each<[string, HandOver, string]>([
    ["failed", { kind: "refused", permanent: true, reason: "550 mailbox unavailable" }, "550 mailbox unavailable"],
    ["uncertain", { kind: "uncertain", reason: "connection reset" }, "connection reset"],
  ])("is %s in the provider's words", async (code, handOver, words) => {
    const driver = await driveJourneys({ mode: "live" });
    await person(driver);
    const journey = await driver.journey(orders);
    await driver.ingest("ada", "order_placed", { total: 200 });
    const provider = { name: "smtp" as const, idempotent: false, send: async () => handOver };
    for (let shard = 0; shard < LIVE_SHARDS; shard++) {
      await walkShard(shard);
      await deliverDue([shard], 10, testDeliverEnvironment({ providers: { forMode: () => provider } }));
    }
    const answer = await why(driver, journey, "thanks");
    expect(answer).toMatchObject({ got: false, code });
    expect(answer.evidence[0]?.text).toContain(words);
  });
});

describe("bad questions", () => {
  it("name what is not there", async () => {
    const { driver, journey } = await inside();
    const ask = (external_id: string, node_id?: string) =>
      explainPerson(driver.workspace.id, journey, { external_id, ...(node_id ? { node_id } : {}) });
    expect(await ask("nobody")).toEqual({ ok: false, reason: "no_person" });
    expect(await ask("ada", "nowhere")).toEqual({ ok: false, reason: "no_node" });
    expect(
      await explainPerson(driver.workspace.id, "00000000-0000-7000-8000-000000000000", { external_id: "ada" }),
    ).toEqual({ ok: false, reason: "not_found" });
  });
});
