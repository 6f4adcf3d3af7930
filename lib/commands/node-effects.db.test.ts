import { describe, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { driveJourneys, type Sketch } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { drainSegments } from "./refresh-segments";
import { walkShard } from "./walk-shard";

setUpTestDatabase();

type Drive = Awaited<ReturnType<typeof driveJourneys>>;

const manual = (drive: Drive, name: string) =>
  prisma()
    .segment.create({ data: { workspaceId: drive.workspace.id, name, kind: "manual" } })
    .then(({ id }) => id);
const entered = (event: string) => ({ id: "start", type: "trigger.event", config: { event } });
const wait = (id: string, duration: string) => ({ id, type: "wait", config: { duration } });
const tag = (id: string, name: string) => ({ id, type: "add_tag", config: { tag: name } });
const path = async (drive: Drive, person: string) =>
  (await drive.steps(person)).map(({ node, port, outcome, reason }) =>
    [node, port ?? outcome, reason].filter(Boolean).join(" "),
  );
const events = async (drive: Drive, event: string) =>
  (
    await pool().query<{ properties: unknown; at: Date }>(
      `select e.properties, e.received_at as at from events e join event_kinds k on k.id = e.kind_id
       where e.workspace_id = $1 and k.name = $2 order by e.received_at`,
      [drive.workspace.id, event],
    )
  ).rows;

describe("add to and remove from a segment", () => {
  test("journeys that start with a membership, or with its end, take the person in at once", async () => {
    const drive = await driveJourneys();
    const segment = await manual(drive, "Club");
    const watch = (type: string, name: string): Sketch => ({
      nodes: [{ id: "start", type, config: { segment_id: segment } }, tag("mark", name)],
      edges: ["start -> mark"],
    });
    await drive.journey(watch("trigger.segment_entered", "came"));
    await drive.journey(watch("trigger.segment_left", "went"));
    await drive.journey({
      nodes: [
        entered("go"),
        { id: "join", type: "add_to_segment", config: { segment_id: segment } },
        wait("pause", "P1D"),
        { id: "leave", type: "remove_from_segment", config: { segment_id: segment } },
      ],
      edges: ["start -> join", "join -> pause", "pause -> leave"],
    });
    const tags = async () =>
      (await prisma().subscriber.findFirstOrThrow({ where: { externalId: "ada", workspaceId: drive.workspace.id } }))
        .tags;
    await drive.event("ada", "go");
    expect(await tags()).toEqual(["came"]);
    await drive.advance("P1D");
    expect(await tags()).toEqual(["came", "went"]);
    const { rows } = await pool().query("select from segment_members where segment_id = $1", [segment]);
    expect(rows).toHaveLength(0);
  });

  test("segments that build on it follow, and whoever waits for it is woken", async () => {
    const drive = await driveJourneys();
    const segment = await manual(drive, "Club");
    const dynamic = await prisma().segment.create({
      data: {
        workspaceId: drive.workspace.id,
        name: "In the club",
        kind: "dynamic",
        condition: { segment_id: segment },
      },
    });
    await prisma().workspace.update({ where: { id: drive.workspace.id }, data: { triggerEpoch: { increment: 1 } } });
    await drive.journey({
      nodes: [
        entered("wish"),
        { id: "until", type: "wait_until", config: { condition: { segment_id: segment }, timeout: "P9D" } },
        tag("mark", "member"),
      ],
      edges: ["start -> until", "until -met-> mark"],
    });
    await drive.journey({
      nodes: [entered("go"), { id: "join", type: "add_to_segment", config: { segment_id: segment } }],
      edges: ["start -> join"],
    });
    await drive.event("ada", "wish");
    await drive.event("ada", "go");
    expect(await path(drive, "ada")).toContain("until met");
    await drainSegments(100);
    const { rows } = await pool().query("select from segment_members where segment_id = $1", [dynamic.id]);
    expect(rows).toHaveLength(1);
  });
});

describe("emit an event", () => {
  test("is an event like any other, at the moment of the walk: it is stored, starts journeys and ends waits", async () => {
    const drive = await driveJourneys();
    await drive.journey({
      nodes: [entered("won"), tag("mark", "winner")],
      edges: ["start -> mark"],
    });
    await drive.journey({
      nodes: [
        entered("hope"),
        { id: "listen", type: "wait_for_event", config: { events: [{ event: "won", port: "won" }], timeout: "P2D" } },
        { id: "keep", type: "update_attributes", config: { set: { prize: "{{ event.amount }}" } } },
      ],
      edges: ["start -> listen", "listen -won-> keep"],
    });
    await drive.journey({
      nodes: [
        entered("play"),
        wait("pause", "P1D"),
        {
          id: "emit",
          type: "emit_event",
          config: { event: "won", properties: { amount: "{{ event.stake | times: 2 }}" } },
        },
      ],
      edges: ["start -> pause", "pause -> emit"],
    });
    await drive.event("ada", "hope");
    await drive.event("ada", "play", { stake: 21 });
    await drive.advance("P5D");
    const [won, ...more] = await events(drive, "won");
    expect(more).toEqual([]);
    expect(won?.properties).toEqual({ amount: 42 });
    // Five days were moved at once; it happened when the pause of one day was over.
    const pause = (await drive.steps("ada")).find(({ node, port }) => node === "pause" && port === "next");
    expect(won?.at.getTime()).toBe(Math.floor(pause?.left_at ?? 0));
    const ada = await prisma().subscriber.findFirstOrThrow({
      where: { externalId: "ada", workspaceId: drive.workspace.id },
    });
    expect(ada).toMatchObject({ tags: ["winner"], attributes: { prize: 42 } });
    expect((await path(drive, "ada")).filter((step) => step.startsWith("listen"))).toEqual([
      "listen waiting",
      "listen won",
    ]);
  });

  test("a run does not hear what it says itself", async () => {
    const drive = await driveJourneys();
    await drive.journey({
      nodes: [
        entered("go"),
        { id: "emit", type: "emit_event", config: { event: "echo" } },
        {
          id: "listen",
          type: "wait_for_event",
          config: { events: [{ event: "echo", port: "heard" }], timeout: "P1D" },
        },
      ],
      edges: ["start -> emit", "emit -> listen"],
    });
    await drive.event("ada", "go");
    await drive.advance("P2D");
    expect(await path(drive, "ada")).toContain("listen timeout");
  });

  test("journeys that start each other without end stop after twenty runs", async () => {
    const drive = await driveJourneys();
    const again = (from: string, to: string): Sketch => ({
      nodes: [entered(from), { id: "emit", type: "emit_event", config: { event: to } }],
      edges: ["start -> emit"],
      settings: { reentry: { policy: "parallel" } },
    });
    await drive.journey(again("ping", "pong"));
    await drive.journey(again("pong", "ping"));
    await drive.event("ada", "ping");
    expect(await drive.runs("ada")).toHaveLength(21);
    expect((await path(drive, "ada")).filter((step) => step.includes("chain_too_long"))).toHaveLength(1);
  });
});

describe("rate limit", () => {
  const sketch = (config: { count: number; period: string }): Sketch => ({
    nodes: [entered("go"), { id: "gate", type: "rate_limit", config }, tag("through", "through")],
    edges: ["start -> gate", "gate -> through"],
  });
  const passed = async (drive: Drive, person: string) =>
    (await drive.steps(person)).find(({ node, port }) => node === "gate" && port === "next")?.left_at;

  test("so many pass, the others in their turn, in the order they came", async () => {
    const drive = await driveJourneys({ batchSize: 3 });
    await drive.journey(sketch({ count: 2, period: "PT1H" }));
    const people = ["a", "b", "c", "d", "e"];
    for (const person of people) await drive.event(person, "go");
    await drive.advance("PT5H");
    const at = await Promise.all(people.map((person) => passed(drive, person)));
    const hours = at.map((moment) => Math.floor(((moment ?? 0) - Date.parse("2026-03-02T10:00:00Z")) / 3_600_000));
    expect(hours).toEqual([0, 0, 1, 1, 2]);
    const { rows } = await pool().query<{ turns: unknown[] }>("select turns from rate_limits");
    expect(rows[0]?.turns.length).toBeLessThan(5);
  });

  test("the line is the journey's, not the version's: a publish in between lets nobody through twice", async () => {
    const drive = await driveJourneys();
    const id = await drive.journey(sketch({ count: 1, period: "PT1H" }));
    await drive.event("a", "go");
    await drive.publish(id, sketch({ count: 1, period: "PT1H" }));
    await drive.event("b", "go");
    await drive.advance("PT2H");
    expect(((await passed(drive, "b")) ?? 0) - ((await passed(drive, "a")) ?? 0)).toBeGreaterThanOrEqual(3_600_000);
  });
});

describe("rate limit under several workers", () => {
  test("no stretch of the period lets more through, however many drain at once", async () => {
    const drive = await driveJourneys({ mode: "live" });
    await drive.journey({
      nodes: [
        entered("go"),
        { id: "gate", type: "rate_limit", config: { count: 25, period: "PT1H" } },
        wait("after", "P1D"),
      ],
      edges: ["start -> gate", "gate -> after"],
    });
    await Promise.all(Array.from({ length: 120 }, (_, n) => drive.ingest(`p${n}`, "go")));
    const drainAll = () => Promise.all(drive.shards.map((shard) => walkShard(shard, { batchSize: 5 })));
    await Promise.all([drainAll(), drainAll(), drainAll()]);
    const { rows } = await pool().query<{ turn: number }>(
      "select (run -> 'turns' ->> 'gate')::float8 as turn from enrollments where workspace_id = $1 order by 1",
      [drive.workspace.id],
    );
    const turns = rows.map(({ turn }) => turn);
    expect(turns).toHaveLength(120);
    const most = Math.max(...turns.map((from) => turns.filter((at) => at >= from && at < from + 3_600_000).length));
    expect(most).toBe(25);
    expect((turns.at(-1) ?? 0) - (turns[0] ?? 0)).toBeLessThan(4.2 * 3_600_000);
  });
});

describe("start another journey", () => {
  const child = (extra: Sketch["nodes"] = []): Sketch => ({
    nodes: [
      { id: "start", type: "trigger.manual" },
      wait("pause", "P1D"),
      ...extra,
      { id: "end", type: "exit", config: { reason: "done", outputs: { coupon: "{{ event.base | times: 2 }}" } } },
    ],
    edges: ["start -> pause", "pause -> end"],
  });
  const parent = (journey_id: string, config: object = {}): Sketch => ({
    nodes: [
      entered("go"),
      {
        id: "call",
        type: "start_journey",
        config: JSON.parse(JSON.stringify({ journey_id, inputs: { base: "{{ event.base }}" }, ...config })),
      },
      {
        id: "keep",
        type: "update_attributes",
        config: { set: { coupon: "{{ run.call.coupon }}", how: "{{ run.call.ended }}" } },
      },
      tag("refused", "refused"),
      tag("late", "late"),
    ],
    edges: [
      "start -> call",
      "call -> keep",
      "call -not_started-> refused",
      ...("timeout" in config ? ["call -timeout-> late"] : []),
    ],
  });
  const ada = (drive: Drive) =>
    prisma().subscriber.findFirstOrThrow({ where: { externalId: "ada", workspaceId: drive.workspace.id } });

  test("waits for its end and goes on with what it handed back", async () => {
    const drive = await driveJourneys();
    const inner = await drive.journey(child(), "Inner");
    await drive.journey(parent(inner, { wait: true }));
    await drive.event("ada", "go", { base: 21 });
    expect((await drive.runs("ada")).map(({ state }) => state)).toEqual(["active", "active"]);
    await drive.advance("PT23H");
    expect((await drive.runs("ada")).map(({ state }) => state)).toEqual(["active", "active"]);
    await drive.advance("PT1H");
    expect((await drive.runs("ada")).map(({ state, reason }) => `${state} ${reason}`)).toEqual([
      "completed end_of_path",
      "exited done",
    ]);
    expect((await ada(drive)).attributes).toEqual({ coupon: 42, how: "exited" });
  });

  test("without waiting it goes straight on", async () => {
    const drive = await driveJourneys();
    const inner = await drive.journey(child(), "Inner");
    await drive.journey(parent(inner));
    await drive.event("ada", "go", { base: 1 });
    expect((await drive.runs("ada")).map(({ state }) => state)).toEqual(["completed", "active"]);
    expect(await path(drive, "ada")).toContain("call next");
  });

  test("whoever is inside already is not let in twice, and leaves by the other exit", async () => {
    const drive = await driveJourneys();
    const inner = await drive.journey(child(), "Inner");
    const outer = parent(inner, { wait: true });
    await drive.journey({ ...outer, settings: { reentry: { policy: "parallel" } } });
    await drive.event("ada", "go", { base: 1 });
    await drive.event("ada", "go", { base: 1 });
    expect(await path(drive, "ada")).toContain("call not_started reentry");
    expect((await ada(drive)).tags).toEqual(["refused"]);
    await drive.advance("P1D");
    expect((await drive.runs("ada")).every(({ state }) => state !== "active")).toBe(true);
  });

  test("a journey that takes nobody in now refuses", async () => {
    const drive = await driveJourneys();
    const inner = await drive.journey(child(), "Inner");
    await drive.journey(parent(inner, { wait: true }));
    await prisma().journey.update({ where: { id: inner }, data: { status: "paused" } });
    await prisma().workspace.update({ where: { id: drive.workspace.id }, data: { triggerEpoch: { increment: 1 } } });
    await drive.event("ada", "go", { base: 1 });
    expect(await path(drive, "ada")).toContain("call not_started not_active");
  });

  test("the limit ends the wait, and the end that comes later changes nothing", async () => {
    const drive = await driveJourneys();
    const inner = await drive.journey(child(), "Inner");
    await drive.journey(parent(inner, { wait: true, timeout: "PT2H" }));
    await drive.event("ada", "go", { base: 1 });
    await drive.advance("P3D");
    expect((await drive.runs("ada")).map(({ state }) => state)).toEqual(["completed", "exited"]);
    expect((await ada(drive)).tags).toEqual(["late"]);
    expect((await ada(drive)).attributes).toEqual({});
  });

  test("a run that waits for another is woken by its end even while it listens for a goal, which wins when it comes first", async () => {
    const drive = await driveJourneys();
    const inner = await drive.journey(child(), "Inner");
    await drive.journey({
      nodes: [
        entered("go"),
        { id: "call", type: "start_journey", config: { journey_id: inner, wait: true } },
        { id: "goal", type: "goal", config: { event: "bought", window: "P9D" } },
        tag("bought", "bought"),
      ],
      edges: ["start -> call", "call -> goal", "goal -> bought"],
    });
    await drive.event("ada", "go", { base: 1 });
    await drive.event("bob", "go", { base: 1 });
    await drive.event("ada", "bought");
    await drive.advance("P2D");
    expect(await path(drive, "ada")).toContain("call dropped goal_reached");
    expect(await path(drive, "bob")).toEqual(expect.arrayContaining(["call next", "goal waiting"]));
  });

  test("no journey starts itself, directly or over others, and it must exist", async () => {
    const drive = await driveJourneys();
    const inner = await drive.journey(child(), "Inner");
    const outer = await drive.journey(parent(inner), "Outer");
    const calling = (journey_id: string): Sketch => ({
      nodes: [entered("x"), { id: "call", type: "start_journey", config: { journey_id } }],
      edges: ["start -> call"],
    });
    await expect(drive.publish(inner, calling(outer))).rejects.toThrow("journey_cycle");
    await expect(drive.publish(outer, calling(outer))).rejects.toThrow("journey_cycle");
    await expect(drive.publish(outer, calling(crypto.randomUUID()))).rejects.toThrow("unknown_journey");
  });
});
