import { beforeEach, describe, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import type { JsonObject } from "@/lib/journey/json";
import { listTasks } from "@/lib/queries/list-tasks";
import { simulateJourney } from "@/lib/queries/simulate-journey";
import { createMember } from "@/lib/testing/factories";
import { driveJourneys, type JourneyDriver } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { removeMember } from "./change-member";
import { completeTask, reassignTask, reopenTask } from "./change-task";
import { eraseSubscriber } from "./erase-subscriber";
import { setDryRun } from "./set-dry-run";

setUpTestDatabase();

let driver: JourneyDriver;

beforeEach(async () => {
  driver = await driveJourneys();
});

const publishTask = (config: JsonObject) =>
  driver.journey(
    {
      nodes: [
        { id: "start", type: "trigger.event", config: { event: "asked" } },
        { id: "call", type: "create_task", config },
        { id: "day", type: "wait", config: { duration: "P1D" } },
      ],
      edges: ["start -> call", "call -> day"],
    },
    "Demo",
  );

const tasks = async (state: "open" | "done" = "open") =>
  (await listTasks(driver.workspace.id, undefined, { state, limit: 50 }))?.data ?? [];
const sends = async (channel: string) =>
  (
    await pool().query(
      `select s.id, s.status, s.reason, s.provider, s.request, m.to_address as "to", m.subject, m.text from sends s
       left join message_contents m on m.send_id = s.id where s.workspace_id = $1 and s.channel = $2 order by s.id`,
      [driver.workspace.id, channel],
    )
  ).rows;

describe("create_task (N21)", () => {
  test("puts one filled task on the list in the walk's commit and tells its assignee by mail", async () => {
    await createMember(driver.workspace.id, "bo@example.com");
    await publishTask({
      title: "Call {{ first_name }}",
      notes: "Wants {{ event.plan }}",
      assignees: ["bo@example.com"],
      due_in: "PT4H",
    });
    await driver.event("ada", "asked", { plan: "Team" }, { first_name: "Ada" });
    const [task, ...more] = await tasks();
    expect(more).toEqual([]);
    expect(task).toMatchObject({
      title: "Call Ada",
      notes: "Wants Team",
      state: "open",
      overdue: false,
      external_id: "ada",
      person_name: "Ada",
      journey_name: "Demo",
      node_id: "call",
      assignee: { email: "bo@example.com" },
    });
    expect(Date.parse(task?.due_at ?? "") - Date.parse(task?.created_at ?? "")).toBe(4 * 3_600_000);
    expect(await sends("task")).toMatchObject([
      { id: task?.id, status: "sent", provider: "inbox", to: "bo@example.com", subject: "Task: Call Ada" },
    ]);
    await driver.advance("PT5H");
    expect(await tasks()).toMatchObject([{ overdue: true }]);
  });

  test("a walk that is done again makes no second task: its id is that of the visit", async () => {
    await publishTask({ title: "Call" });
    await driver.event("ada", "asked");
    const [first] = await tasks();
    const [run] = await driver.runs("ada");
    // the database as it was before the walk, but for the ledger and the task
    await pool().query("delete from walks where enrollment_id = $1", [run?.id]);
    await pool().query(
      "update waiting set node = 0, visit = 0, due_at = arrived_at, arrived_at = arrived_at where id = $1",
      [run?.id],
    );
    await driver.settle();
    expect(await driver.path("ada")).toEqual(["start", "call", "day"]);
    expect((await tasks()).map(({ id }) => id)).toEqual([first?.id]);
    expect(await sends("task")).toHaveLength(1);
  });

  test("several members take turns in the order they are named, in one batch and over many", async () => {
    for (const name of ["a", "b", "c"]) await createMember(driver.workspace.id, `${name}@example.com`);
    await publishTask({
      title: "Call",
      assignees: ["b@example.com", "a@example.com", "c@example.com", "gone@example.com"],
    });
    for (const person of ["1", "2", "3", "4"]) await driver.ingest(person, "asked");
    await driver.settle();
    for (const person of ["5", "6"]) await driver.event(person, "asked");
    const counts = Map.groupBy(await tasks(), ({ assignee }) => assignee?.email);
    expect([...counts].map(([email, given]) => [email, given.length]).sort()).toEqual([
      ["a@example.com", 2],
      ["b@example.com", 2],
      ["c@example.com", 2],
    ]);
    const last = (await tasks()).filter(({ external_id }) => external_id > "4");
    expect(last.map(({ assignee }) => assignee?.email)).toEqual(["a@example.com", "c@example.com"]);
  });

  test("without a member of that address anybody may take it; no mail is sent, and the notice is kept", async () => {
    await publishTask({ title: "Call", assignees: ["nobody@example.com"] });
    await driver.event("ada", "asked");
    expect(await tasks()).toMatchObject([{ assignee: null }]);
    expect(await sends("task")).toMatchObject([{ status: "sent", to: "anybody", subject: "Task: Call" }]);
  });

  test("a chat is told by a call of the ledger whose text cannot call the whole channel", async () => {
    await createMember(driver.workspace.id, "bo@example.com");
    await publishTask({
      title: "Call {{ first_name }}",
      assignees: ["bo@example.com"],
      notify_email: false,
      notify_url: "http://127.0.0.1:9/chat",
    });
    await driver.event("ada", "asked", {}, { first_name: "<!channel>" });
    const [call] = await sends("webhook");
    const [task] = await tasks();
    expect(call.request).toMatchObject({ method: "POST", url: "http://127.0.0.1:9/chat" });
    const { text } = JSON.parse(call.request.body);
    expect(text).toMatch(/^New task for bo@example.com: Call &lt;!channel&gt;\n/);
    expect(text).toContain(`/w/${driver.workspace.slug}/tasks?task=${task?.id}`);
  });

  test("a simulation and a dry run show the task and make none", async () => {
    await createMember(driver.workspace.id, "bo@example.com");
    const id = await publishTask({
      title: "Call {{ first_name }}",
      assignees: ["bo@example.com"],
      notify_url: "http://127.0.0.1:9/x",
    });
    const walked = await simulateJourney(driver.workspace.id, id, {
      subscriber: { first_name: "Ada" },
      trigger: { event: "asked", properties: {} },
      events: [],
      version: "draft",
    });
    expect(walked).toMatchObject({
      ok: true,
      simulation: { messages: [{ channel: "task", node_id: "call", to: "bo@example.com", subject: "Task: Call Ada" }] },
    });
    expect(await tasks()).toEqual([]);
    await setDryRun(driver.principal, id, { on: true });
    await driver.event("eve", "asked", {}, { first_name: "Eve" });
    expect(await sends("task")).toMatchObject([{ status: "skipped", reason: "dry_run", subject: "Task: Call Eve" }]);
    expect(await sends("webhook")).toMatchObject([{ status: "skipped", reason: "dry_run" }]);
    expect(await tasks()).toEqual([]);
  });

  test("is ticked off once, put back, handed on, and freed when its member leaves", async () => {
    const bo = await createMember(driver.workspace.id, "bo@example.com", "viewer");
    const cy = await createMember(driver.workspace.id, "cy@example.com", "viewer");
    const owner = await createMember(driver.workspace.id, "di@example.com", "owner");
    await publishTask({ title: "Call", assignees: ["bo@example.com"] });
    await driver.event("ada", "asked");
    const id = (await tasks())[0]?.id ?? "";
    const as = (userId: string, role: "viewer" | "owner" = "viewer") =>
      ({ kind: "user", userId, email: "", role, workspaceId: driver.workspace.id }) as const;
    expect(await completeTask(as(cy), id)).toEqual({ ok: false, reason: "not_yours" });
    expect(await completeTask(as(bo), id)).toEqual({ ok: true });
    expect(await tasks()).toEqual([]);
    expect(await tasks("done")).toMatchObject([{ completed_by: "bo", state: "done" }]);
    expect(await completeTask(as(owner, "owner"), id)).toEqual({ ok: true });
    expect(await tasks("done")).toMatchObject([{ completed_by: "bo" }]);
    expect(await reopenTask(as(bo), id)).toEqual({ ok: true });
    expect(await reassignTask(as(bo), id, "somebody-else")).toEqual({ ok: false, reason: "not_a_member" });
    expect(await reassignTask(as(bo), id, cy)).toEqual({ ok: true });
    expect(await completeTask(as(bo), id)).toEqual({ ok: false, reason: "not_yours" });
    const where = { workspaceId: driver.workspace.id, target: id };
    const actions = await prisma().auditEntry.findMany({ where, orderBy: { id: "asc" } });
    expect(actions.map(({ action }) => action)).toEqual(["task.completed", "task.reopened", "task.assigned"]);
    expect(await removeMember(as(owner, "owner"), cy)).toEqual({ ok: true });
    expect(await tasks()).toMatchObject([{ assignee: null }]);
  });

  test("goes with the person when they are erased", async () => {
    await publishTask({ title: "Call {{ external_id }}" });
    await driver.event("ada", "asked");
    await eraseSubscriber(driver.workspace.id, "ada", "secret");
    expect(await prisma().task.count({ where: { workspaceId: driver.workspace.id } })).toBe(0);
  });
});
