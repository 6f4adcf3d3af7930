import type { Locator, Page } from "@playwright/test";
import { query } from "./support/database";
import { expectAccessible } from "./support/expect-accessible";
import { type Api, expect, test } from "./support/product";

type Made = { id: string };

const graph = {
  nodes: [
    {
      id: "start",
      type: "trigger.event",
      config: { event: "order_placed", where: { path: "event.total", op: "greater_than", value: 100 } },
    },
    { id: "thanks", type: "email", config: { subject: "Thanks, {{ first_name }}", body: "Hello {{ first_name }}." } },
    { id: "day", type: "wait", config: { duration: "P1D" } },
    {
      id: "rich",
      type: "branch",
      config: { condition: { path: "lifetime_value", op: "greater_than", value: 1_000 } },
    },
    { id: "vip", type: "email", config: { subject: "You are a VIP", body: "Hello" } },
    { id: "more", type: "wait_for_event", config: { events: [{ event: "never_sent_at_all", port: "done" }] } },
  ],
  edges: [
    { from: "start", port: "next", to: "thanks" },
    { from: "thanks", port: "next", to: "day" },
    { from: "day", port: "next", to: "rich" },
    { from: "rich", port: "yes", to: "vip" },
    { from: "rich", port: "no", to: "more" },
  ],
};

/** A live journey; Ada is let in and waits a day, Bob's order is too small. */
async function makeScene(api: Api) {
  const run = Date.now().toString(36);
  const [ada, bob] = [`walk-ada-${run}`, `walk-bob-${run}`];
  const journey = await api.post<Made>("/api/v1/journeys", { name: `Big orders ${run}`, graph });
  await api.post(`/api/v1/journeys/${journey.id}/publish`);
  for (const [id, name] of [
    [ada, "Ada"],
    [bob, "Bob"],
  ])
    await api.call("PUT", `/api/v1/subscribers/${id}`, {
      email: `${id}@example.com`,
      first_name: `${name} ${run}`,
      timezone: "Asia/Tokyo",
      attributes: { lifetime_value: 900 },
    });
  await api.post("/api/v1/track", { userId: ada, event: "order_placed", properties: { total: 250 } });
  await api.post("/api/v1/track", { userId: bob, event: "order_placed", properties: { total: 20 } });
  await api.post("/api/v1/clock", { advance: "PT1M" });
  return { journey: journey.id, ada, bob, name: `Ada ${run}` };
}

async function slugOf(page: Page): Promise<string> {
  await page.goto("/");
  await page.waitForURL(/\/w\//);
  return /\/w\/([^/]+)/.exec(page.url())?.[1] ?? "";
}

const panelOf = (page: Page) => page.getByRole("complementary", { name: "Walk" });

async function addProperty(panel: Locator, kind: string, add: string, name: string, value: string): Promise<void> {
  await panel.getByRole("button", { name: add }).first().click();
  await panel.getByLabel(`${kind} 1: name`).fill(name);
  await panel.getByLabel(`${kind} 1: value`).fill(value);
}

test("J4 an invented person is walked by mouse: decisions with values, mails in their zone, time back and forth", async ({
  signedIn: page,
  api,
}) => {
  const scene = await makeScene(api);
  const sendsBefore = await query("select count(*) from sends", []);
  const slug = await slugOf(page);
  await page.goto(`/w/${slug}/journeys/${scene.journey}`);
  await page.getByRole("button", { name: "Walk", exact: true }).click();
  const panel = panelOf(page);
  await panel.getByText("An invented one").click();
  await expectAccessible(page, "the form");
  await panel.getByLabel("Email").fill("not an address");
  await addProperty(panel, "Attribute", "Add an attribute", "lifetime_value", "1250");
  await addProperty(panel, "Property", "Add a property", "total", "250");
  await panel.getByRole("button", { name: "Walk", exact: true }).click();
  await expect(panel.getByRole("alert").first()).toBeVisible();
  await panel.getByLabel("Email").fill("ada@example.com");
  await panel.getByRole("button", { name: "Walk", exact: true }).click();

  const list = panel.getByRole("list", { name: "What happens" });
  await expect(list.getByText("event.total 250 (> 100?)")).toBeVisible();
  await expect(list.getByText("lifetime_value 1,250 (> 1,000?) → Yes")).toBeVisible();
  const canvas = page.locator(".journey-canvas");
  await expect(canvas.getByText("lifetime_value 1,250 (> 1,000?) → Yes")).toBeVisible();

  const mails = page.getByRole("region", { name: "Messages" });
  await mails.getByRole("button", { name: /Thanks, Ada/ }).click();
  await expect(page.getByRole("dialog").frameLocator("iframe").getByText("Hello Ada.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  // The mail's moment is shown now: what comes later is not on the canvas yet.
  await expect(canvas.getByText("lifetime_value 1,250 (> 1,000?) → Yes")).toBeHidden();
  await page.getByRole("button", { name: "Later" }).click();
  await expect(list.locator("[aria-current=step]")).toContainText("Wait 1 day");
  await expectAccessible(page, "the walk");
  expect(await query("select count(*) from sends", [])).toEqual(sendsBefore);
});

test("a real run is replayed by keyboard, with why somebody else was not let in", async ({ signedIn: page, api }) => {
  const scene = await makeScene(api);
  const slug = await slugOf(page);
  await page.goto(`/w/${slug}/journeys/${scene.journey}?person=${scene.ada}`);
  const panel = panelOf(page);
  const list = panel.getByRole("list", { name: "What happens" });
  await expect(list.locator("[aria-current=step]")).toContainText("Wait 1 day");
  await expect(panel.getByText(/at “Wait 1 day” until/)).toBeVisible();
  const slider = page.getByRole("slider", { name: "Moment" });
  await slider.focus();
  await page.keyboard.press("Home");
  await expect(list.locator("[aria-current=step]")).toContainText("order_placed");
  await page.keyboard.press("ArrowRight");
  await expect(list.locator("[aria-current=step]")).toContainText("Thanks");

  const why = panel.getByRole("region", { name: "Why" });
  await panel.getByRole("combobox", { name: "Why (not) …?" }).press("Enter");
  await page.getByRole("option", { name: /You are a VIP/ }).press("Enter");
  await expect(why).toContainText("is still waiting at “Wait 1 day”");
  await expectAccessible(page, "the replay");

  await page.goto(`/w/${slug}/people/${scene.bob}?tab=journeys&why=${scene.journey}`);
  const answer = page.getByRole("region", { name: "Why" });
  await expect(answer).toContainText("was not let in");
  await expect(answer).toContainText("event.total 20 (> 100?)");
  await expectAccessible(page, "the person's page");
  await answer.getByRole("link", { name: "event.total 20 (> 100?)" }).press("Enter");
  await page.waitForURL(/node=start/);
});

test("on a phone the walk is a list, an outline and a slider", async ({ signedIn: page, api }) => {
  const scene = await makeScene(api);
  await page.setViewportSize({ width: 390, height: 844 });
  const slug = await slugOf(page);
  await page.goto(`/w/${slug}/journeys/${scene.journey}?person=${scene.ada}`);
  await expect(panelOf(page).getByRole("list", { name: "What happens" })).toBeVisible();
  const tree = page.getByRole("tree", { name: "Steps of the journey" });
  await expect(tree.getByText("entered", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Earlier" }).click();
  await expect(tree.getByText("waits", { exact: true })).toBeHidden();
  await expectAccessible(page, "the phone");
});

test("people who wait for what cannot happen are found and taken out", async ({ signedIn: page, api }) => {
  const scene = await makeScene(api);
  await api.post("/api/v1/clock", { advance: "P2D" });
  const slug = await slugOf(page);
  await page.goto(`/w/${slug}/journeys/${scene.journey}`);
  // The watchdog looks every half minute.
  const stuck = page.getByRole("button", { name: "1 stuck" });
  await expect(stuck).toBeVisible({ timeout: 60_000 });
  await stuck.click();
  const sheet = page.getByRole("dialog", { name: "Needs you" });
  await expect(sheet).toContainText("never_sent_at_all");
  await expectAccessible(page, "what is stuck");
  await sheet.getByRole("button", { name: "Take them out" }).press("Enter");
  const question = page.getByRole("dialog", { name: "Take 1 person out of the journey?" });
  await question.getByRole("button", { name: "Take them out" }).press("Enter");
  await expect(page.getByText("1 taken out")).toBeVisible();
  const [run] = await query<{ state: string }>("select state from enrollments where journey_id = $1", [scene.journey]);
  expect(run?.state).toBe("exited");
});
