import type { Locator } from "@playwright/test";
import { step } from "./support/canvas";
import { query } from "./support/database";
import { expectAccessible } from "./support/expect-accessible";
import { press, tabTo } from "./support/keyboard";
import { expect, test } from "./support/product";
import { makeWalkScene, panelOf, slugOf } from "./support/walk-scene";
import { lookForStuck } from "./support/watchdog";

async function addProperty(panel: Locator, kind: string, add: string, name: string, value: string): Promise<void> {
  await panel.getByRole("button", { name: add }).first().click();
  await panel.getByLabel(`${kind} 1: name`).fill(name);
  await panel.getByLabel(`${kind} 1: value`).fill(value);
}

test("J4 an invented person is walked by mouse: decisions with values, mails in their zone, time back and forth", async ({
  signedIn: page,
  api,
}) => {
  const scene = await makeWalkScene(api);
  const sends = () =>
    query("select count(*) from sends d join journey_versions v on v.id = d.version_id where v.journey_id = $1", [
      scene.journey,
    ]);
  const sendsBefore = await sends();
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
  await page.getByRole("button", { name: "Earlier" }).click();
  await expect(list.locator("[aria-current=step]")).toContainText("Thanks");
  await expectAccessible(page, "the walk");

  // The same person with less to their name, who does later what is waited for.
  await panel.getByRole("button", { name: "Change" }).click();
  await panel.getByLabel("Attribute 1: value").fill("500");
  await panel.getByRole("button", { name: "Add an event" }).click();
  await panel.getByRole("combobox", { name: "Event 1", exact: true }).click();
  await page.getByPlaceholder("Search or type an event name").fill("never_sent_at_all");
  await page.getByRole("option", { name: /never_sent_at_all/ }).click();
  await panel.getByLabel("When event 1 happens: hours").fill("60");
  await panel.getByRole("button", { name: "Walk", exact: true }).click();
  await expect(list.getByText("lifetime_value 500 (> 1,000?) → No")).toBeVisible();
  await expect(list.getByRole("button", { name: /did “never_sent_at_all”/ })).toBeVisible();
  expect(await sends()).toEqual(sendsBefore);
});

test("a real run is opened from its step and replayed by mouse, with why somebody else was not let in", async ({
  signedIn: page,
  api,
}) => {
  const scene = await makeWalkScene(api);
  const slug = await slugOf(page);
  await page.goto(`/w/${slug}/journeys/${scene.journey}`);

  await test.step("the reason of whoever was skipped, at the step", async () => {
    await page.getByRole("button", { name: /^1 skipped, 0 failed, .* show why$/ }).click();
    const people = page.getByRole("dialog", { name: "People at this step" });
    await expect(people.getByRole("list", { name: "Why people did not pass" })).toContainText(/address/i);
    await expectAccessible(page, "why people did not pass");
    await page.keyboard.press("Escape");
    await expect(people).toBeHidden();
  });

  await page.getByRole("button", { name: "2 waiting here: show them" }).click();
  await page.getByRole("link", { name: new RegExp(scene.name) }).click();
  await expect(page).toHaveURL(new RegExp(`person=${scene.ada}`));
  const panel = panelOf(page);
  const current = panel.getByRole("list", { name: "What happens" }).locator("[aria-current=step]");
  await expect(current).toContainText("Wait 1 day");
  await panel
    .getByRole("list", { name: "What happens" })
    .getByRole("button", { name: /order_placed/ })
    .click();
  await expect(current).toContainText("order_placed");
  await panel.getByRole("combobox", { name: "Why (not) …?" }).click();
  await page.getByRole("option", { name: /You are a VIP/ }).click();
  await expect(panel.getByRole("region", { name: "Why" })).toContainText("is still waiting at “Wait 1 day”");

  await page.goto(`/w/${slug}/people/${scene.bob}?tab=journeys&why=${scene.journey}`);
  const answer = page.getByRole("region", { name: "Why" });
  await answer.getByRole("link", { name: "event.total 20 (> 100?)" }).click();
  await page.waitForURL(/node=start/);
});

test("on a phone the walk is a list, an outline and a slider", async ({ signedIn: page, api }) => {
  const scene = await makeWalkScene(api);
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
  const scene = await makeWalkScene(api);
  await api.post("/api/v1/clock", { advance: "P2D" });
  await lookForStuck(api, scene.journey, [2]);
  const slug = await slugOf(page);
  await page.goto(`/w/${slug}/journeys/${scene.journey}`);
  const stuck = page.getByRole("button", { name: "2 stuck" });
  await expect(stuck).toBeVisible();
  await test.step("by mouse: what is stuck, and where", async () => {
    await stuck.click();
    const sheet = page.getByRole("dialog", { name: "Needs you" });
    await expect(sheet).toContainText("never_sent_at_all");
    await expectAccessible(page, "what is stuck");
    await sheet.getByRole("button", { name: "Open the step" }).click();
    await expect(step(page, "more")).toBeFocused();
  });

  await test.step("with keys: they are taken out", async () => {
    await tabTo(page, stuck, "Shift+Tab");
    await press(page, "Enter");
    const sheet = page.getByRole("dialog", { name: "Needs you" });
    await tabTo(page, sheet.getByRole("button", { name: "Take them out" }));
    await press(page, "Enter");
    const question = page.getByRole("dialog", { name: /^Take \d .* out of the journey\?$/ });
    await tabTo(page, question.getByRole("button", { name: "Take them out" }));
    await press(page, "Enter");
  });
  await expect(page.getByText("2 taken out")).toBeVisible();
  const [run] = await query<{ state: string }>("select state from enrollments where journey_id = $1", [scene.journey]);
  expect(run?.state).toBe("exited");
});
