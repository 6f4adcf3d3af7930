import { beforeAll, describe, expect, test } from "vitest";
import { createMember } from "@/lib/testing/factories";
import { driveJourneys } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { type Call, keyClient } from "./_testing/api-driver";

setUpTestDatabase();

let call: Call;
type Page = { data: { id: string; external_id: string; title: string }[]; next_cursor: string | null };
const list = async (query: string) => (await call("GET", `/tasks${query}`)).body as Page;

beforeAll(async () => {
  const driver = await driveJourneys();
  call = await keyClient(driver.workspace.id);
  await createMember(driver.workspace.id, "bo@example.com");
  const task = (id: string, config: object) => ({ id, type: "create_task", config: { title: id, ...config } });
  await driver.journey({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "asked" } },
      task("someday", {}),
      task("tomorrow", { due_in: "P1D", assignees: ["bo@example.com"] }),
      task("soon", { due_in: "PT1H" }),
    ],
    edges: ["start -> someday", "someday -> tomorrow", "tomorrow -> soon"],
  });
  await driver.event("ada", "asked");
  await driver.event("bo", "asked");
  await driver.advance("PT2H");
});

describe("tasks over the API (N21)", () => {
  test("come by when they are due, page by page, those without a time last", async () => {
    const pages: string[][] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: Page = await list(`?limit=2${cursor ? `&cursor=${cursor}` : ""}`);
      pages.push(page.data.map((one) => one.title));
      cursor = page.next_cursor;
    }
    expect(pages).toEqual([
      ["soon", "soon"],
      ["tomorrow", "tomorrow"],
      ["someday", "someday"],
    ]);
  });

  test("are filtered by whose they are, whether they are late, and whom they are about", async () => {
    const found = async (query: string) => (await list(query)).data.length;
    expect(await found("?overdue=true")).toBe(2);
    expect(await found("?assignee=nobody")).toBe(4);
    expect(await found("?assignee=me")).toBe(0);
    expect(await found("?external_id=ada")).toBe(3);
    expect(await found("?external_id=ada&overdue=true&assignee=nobody")).toBe(1);
    expect((await call("GET", "/tasks/counts")).body).toEqual({ mine: 0, nobody: 4, all: 6, overdue: 2 });
    expect((await call("GET", "/tasks?cursor=nonsense")).status).toBe(422);
  });

  test("are done and put back; done ones come latest first", async () => {
    const [first, second] = (await list("")).data;
    for (const task of [first, second])
      expect(await call("POST", `/tasks/${task?.id}/complete`)).toMatchObject({ status: 200, body: { state: "done" } });
    expect((await list("?state=done")).data).toHaveLength(2);
    expect(await call("POST", `/tasks/${first?.id}/reopen`)).toMatchObject({ status: 200, body: { state: "open" } });
    expect((await list("?state=done")).data.map(({ id }) => id)).toEqual([second?.id]);
    expect(await call("GET", `/tasks/${first?.id}`)).toMatchObject({ status: 200, body: { completed_at: null } });
  });

  test("are given to members only, and the answer names the field", async () => {
    const [task] = (await list("")).data;
    expect(await call("PATCH", `/tasks/${task?.id}`, { assignee: "stranger" })).toMatchObject({
      status: 422,
      body: { errors: [{ path: "assignee" }] },
    });
    expect(await call("PATCH", `/tasks/${task?.id}`, { assignee: null })).toMatchObject({
      status: 200,
      body: { assignee: null },
    });
  });
});
