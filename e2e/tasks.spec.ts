import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/expect-accessible";
import { type Api, expect, owner, test } from "./support/product";

type Made = { id: string };

/** Three people ask; each gives a task for the owner and one for anybody, due in an hour. */
async function makeTasks(api: Api): Promise<string> {
  const run = Date.now().toString(36);
  const journey = await api.post<Made>("/api/v1/journeys", {
    name: `Demos ${run}`,
    graph: {
      nodes: [
        { id: "start", type: "trigger.event", config: { event: `asked_${run}` } },
        {
          id: "call",
          type: "create_task",
          config: {
            title: "Call {{ first_name }}",
            notes: "Wants to know about {{ event.about }}",
            assignees: [owner.email],
            due_in: "PT1H",
          },
        },
        { id: "post", type: "create_task", config: { title: "Post a card to {{ first_name }}" } },
      ],
      edges: [
        { from: "start", port: "next", to: "call" },
        { from: "call", port: "next", to: "post" },
      ],
    },
  });
  await api.post(`/api/v1/journeys/${journey.id}/publish`);
  for (const name of ["Ada", "Grace", "Edsger"])
    await api.post("/api/v1/track", {
      userId: `${name}-${run}`,
      event: `asked_${run}`,
      properties: { about: `prices, said ${name}` },
      context: { traits: { first_name: name, email: `${name}-${run}@example.com` } },
    });
  await expect
    .poll(async () => (await api.get<{ data: Made[] }>(`/api/v1/tasks?journey_id=${journey.id}`)).data.length)
    .toBe(6);
  return journey.id;
}

const row = (page: Page, title: string) =>
  page.getByRole("list", { name: "Tasks" }).getByRole("listitem").filter({ hasText: title });

test("N21 tasks are ticked off, taken back, read and handed on by mouse; links lead to person and run", async ({
  signedIn: page,
  api,
}) => {
  await makeTasks(api);
  await page.goto("/w/main");
  await page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: /^Tasks/ })
    .click();
  await expect(page.getByRole("heading", { name: "Tasks" })).toBeVisible();
  await expect(row(page, "Call Ada")).toBeVisible();
  await expect(row(page, "Post a card to Ada")).toHaveCount(0);
  await expectAccessible(page, "the list of tasks");

  await row(page, "Call Ada").getByRole("button", { name: "Call Ada" }).click();
  await expect(page.getByText("Wants to know about prices, said Ada")).toBeVisible();
  await page.getByRole("checkbox", { name: "Call Ada: done" }).click();
  await expect(row(page, "Call Ada")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(page, "Call Ada")).toBeVisible();

  await row(page, "Call Grace")
    .getByRole("button", { name: /hand on/ })
    .click();
  await page.getByRole("menuitem", { name: "Anybody" }).click();
  await expect(row(page, "Call Grace")).toHaveCount(0);
  await page.getByRole("radio", { name: /Nobody’s/ }).click();
  await expect(row(page, "Call Grace")).toBeVisible();
  await expect(row(page, "Post a card to Edsger")).toBeVisible();

  await api.post("/api/v1/clock", { advance: "PT2H" });
  await page.getByRole("radio", { name: /Late/ }).click();
  await expect(row(page, "Call Grace")).toContainText("late, due");
  await expect(row(page, "Post a card to Ada")).toHaveCount(0);
  await row(page, "Call Grace")
    .getByRole("link", { name: /^Demos / })
    .click();
  await expect(page).toHaveURL(/\/journeys\/.+run=\d+/);
  await page.goBack();
  await row(page, "Call Grace").getByRole("link", { name: "Grace", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Grace" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Task: Call Grace" })).toBeVisible();
});

test("N21 tasks by keyboard alone, and the notice's link opens its task", async ({ signedIn: page, api }) => {
  const journey = await makeTasks(api);
  const readNotice = async () => {
    const { data } = await api.get<{ data: { id: string; subject: string }[] }>(
      `/api/v1/messages?journey_id=${journey}&channel=task`,
    );
    return data.find(({ subject }) => subject === "Task: Call Edsger");
  };
  // A notice is written a moment after its task.
  await expect.poll(readNotice).toBeDefined();
  const notice = await readNotice();
  await page.goto("/");
  await page.waitForURL(/\/w\//);
  await page.goto(`${new URL(page.url()).pathname}/tasks?task=${notice?.id}`);
  await expect(page.getByText("Wants to know about prices, said Edsger")).toBeVisible();
  await page.getByRole("button", { name: "Close" }).click();

  // The keys are the list's, which comes with an answer of its own.
  await expect(row(page, "Call Edsger").first()).toBeVisible();
  await page.keyboard.press("j");
  const focused = page.locator("[data-task]:focus");
  const first = (await focused.textContent()) ?? "";
  expect(first).toMatch(/^Call /);
  await page.keyboard.press("j");
  await expect(focused).not.toHaveText(first);
  await page.keyboard.press("k");
  await expect(focused).toHaveText(first);
  const id = await focused.getAttribute("data-task");
  await page.keyboard.press("d");
  await expect(page.locator(`[data-task="${id}"]`)).toHaveCount(0);
  await expect(focused).toHaveText(/^Call /);
  await page.keyboard.press("Enter");
  await expect(focused).toHaveAttribute("aria-expanded", "true");
  await expect.poll(async () => (await api.get<{ state: string }>(`/api/v1/tasks/${id}`)).state).toBe("done");
});
