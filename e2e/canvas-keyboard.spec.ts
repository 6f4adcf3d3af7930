import type { Page } from "@playwright/test";
import { makeJourney, openCanvas, step, storedGraph, storedWays } from "./support/canvas";
import { expectAccessible } from "./support/expect-accessible";
import { expect, test } from "./support/product";

/** The same journey without a mouse: on the canvas and in the outline, which is the phone's and the screen reader's view. */

test.use({ viewport: { width: 1280, height: 800 }, permissions: ["clipboard-read", "clipboard-write"] });

async function press(page: Page, ...keys: string[]) {
  for (const key of keys) await page.keyboard.press(key);
}

test("N34 a journey is built, changed, noted and taken back on the canvas with keys alone", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeJourney(api);
  await openCanvas(page, journey);
  const types = async () => (await storedGraph(api, journey)).nodes.map(({ type }) => type);

  // Roving focus: one stop for all steps, arrows along the ways.
  await step(page, "start").focus();
  await press(page, "ArrowDown", "ArrowDown");
  await expect(step(page, "ask")).toBeFocused();
  await press(page, "ArrowDown", "ArrowRight");
  await expect(step(page, "rest")).toBeFocused();

  // Add at a chosen exit of a branch.
  await press(page, "ArrowUp");
  await expect(step(page, "ask")).toBeFocused();
  await press(page, "a");
  await expect(
    page
      .getByRole("radiogroup", { name: "Exit that the step goes to" })
      .or(page.getByRole("group", { name: "Exit that the step goes to" })),
  ).toBeVisible();
  await page.keyboard.type("add tag");
  await press(page, "Enter");
  await expect.poll(types).toContain("add_tag");
  await press(page, "Escape");
  await expect(page.getByRole("button", { name: /^Undo: add/ })).toBeVisible();
  await press(page, "ControlOrMeta+z");
  await expect.poll(types).not.toContain("add_tag");

  // A note, written and read on the canvas.
  await step(page, "day").focus();
  await press(page, "n");
  await expect(page.getByLabel("Note", { exact: true })).toBeFocused();
  await page.keyboard.type("Ask legal");
  await press(page, "Escape");
  await expect(page.getByRole("button", { name: /^Note on Wait 1 day: Ask legal/ })).toBeVisible();
  await expect.poll(async () => (await storedGraph(api, journey)).notes).toEqual([{ node: "day", text: "Ask legal" }]);

  // Move: choose where by going there.
  await step(page, "rest").focus();
  await press(page, "m");
  await expect(page.getByRole("status").filter({ hasText: "Moving" })).toBeVisible();
  await step(page, "start").focus();
  await press(page, "Enter");
  await expect.poll(() => storedWays(api, journey)).toContain("start next rest");

  // Delete asks which way goes on.
  await step(page, "ask").focus();
  await press(page, "Delete");
  await expect(page.getByRole("menuitem", { name: /This and all that follows/ })).toBeVisible();
  await expectAccessible(page, "delete question");
  await press(page, "ArrowDown", "Enter");
  await expect.poll(types).not.toContain("branch");
  await press(page, "ControlOrMeta+z");
  await expect.poll(types).toContain("branch");

  // Several at once: select along the way, copy, paste behind another step.
  await step(page, "rest").focus();
  await press(page, "Shift+ArrowDown", "ControlOrMeta+c", "Escape");
  await step(page, "mail").focus();
  await press(page, "ControlOrMeta+v");
  await expect.poll(async () => (await types()).filter((type) => type === "wait").length).toBe(4);
  expect(await storedWays(api, journey)).toContainEqual(expect.stringMatching(/^mail next wait_\w+$/));
  expect((await storedGraph(api, journey)).notes).toHaveLength(2);
  await press(page, "Delete");
  await expect.poll(async () => (await types()).filter((type) => type === "wait").length).toBe(2);

  // Find, and the list of all keys.
  await press(page, "/");
  await page.keyboard.type("for you");
  await expectAccessible(page, "step search");
  await press(page, "Enter");
  await expect(step(page, "mail")).toBeFocused();
  await press(page, "?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toContainText(
    "Copy, also for other journeys and workspaces",
  );
  await expectAccessible(page, "keys");
  await press(page, "Escape");

  // The palette knows the steps and actions of the open journey.
  await press(page, "ControlOrMeta+k");
  await expect(page.getByRole("combobox", { name: "Search or jump to" })).toBeFocused();
  await page.keyboard.type("wait 2");
  await expect(page.getByRole("option", { name: /Wait 2 days/ })).toBeVisible();
  await press(page, "Enter");
  await expect(step(page, "rest")).toBeFocused();
});

test("the outline is edited to the same extent, and its address can be sent", async ({ signedIn: page, api }) => {
  const journey = await makeJourney(api);
  await openCanvas(page, journey);
  await step(page, "day").focus();
  await press(page, "o");
  const tree = page.getByRole("tree", { name: "Steps of the journey" });
  const row = (id: string) => tree.locator(`#step-${id}`);
  await expect(row("day")).toBeFocused();
  await expect(page).toHaveURL(/view=outline/);
  await expectAccessible(page, "outline");

  // Through the rows of exits to an open end, and a step put there.
  await press(page, "End");
  await expect(row("rest")).toBeFocused();
  await press(page, "ArrowDown", "Enter");
  await expect(page.getByRole("combobox", { name: "Search steps" })).toBeFocused();
  await page.keyboard.type("add tag");
  await press(page, "Enter");
  await expect.poll(() => storedWays(api, journey)).toContainEqual(expect.stringMatching(/^rest next add_tag_\w+$/));
  await press(page, "Escape");

  // Duplicate, move, join, delete, note, copy and paste.
  await row("day").focus();
  await press(page, "d", "Escape");
  await expect.poll(async () => (await storedGraph(api, journey)).nodes.length).toBe(8);
  await expect(page.locator(":focus")).toHaveId(/^step-wait_/); // the copy
  await press(page, "ControlOrMeta+z");
  await expect(row("day")).toBeFocused();
  await expect.poll(async () => (await storedGraph(api, journey)).nodes.length).toBe(7);
  await row("rest").focus();
  await press(page, "m");
  await row("day").focus();
  await press(page, "Enter");
  await expect.poll(() => storedWays(api, journey)).toContain("day next rest");
  await row("rest").focus();
  await press(page, "j");
  await expect(page.getByRole("combobox", { name: /^Where “.*” leads$/ })).toBeFocused();
  await press(page, "Escape");
  await row("rest").focus();
  await press(page, "ControlOrMeta+c");
  await row("mail").focus();
  await press(page, "ControlOrMeta+v");
  await expect.poll(() => storedWays(api, journey)).toContainEqual(expect.stringMatching(/^mail next wait_\w+$/));
  await press(page, "Delete");
  await expect(page.getByRole("menuitem", { name: /^This step/ })).toBeFocused();
  await press(page, "Enter");
  await expect.poll(() => storedWays(api, journey)).toContain("mail next out");

  const { nodes } = await storedGraph(api, journey);
  await page.goto(`/w/main/journeys/${journey}?view=outline&node=rest`);
  await expect(page.getByRole("complementary", { name: "Settings: Wait" })).toBeVisible();
  await expect(tree.locator('[id^="step-"]')).toHaveCount(nodes.length);
});

test("on a phone the outline has every step's menu, counts and settings", async ({ signedIn: page, api }) => {
  const journey = await makeJourney(api);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/w/main/journeys/${journey}`);
  const tree = page.getByRole("tree", { name: "Steps of the journey" });
  await tree.getByRole("button", { name: "More for Yes / no branch" }).click();
  await expect(page.getByRole("menuitem", { name: /^Paste after/ })).toBeVisible();
  await page.getByRole("menuitem", { name: /^Move…/ }).click();
  await tree.getByRole("button", { name: "Move behind Wait 2 days" }).click();
  await expect(page.getByText("A step cannot move into one of its own arms.")).toBeVisible();
  await expectAccessible(page, "outline on a phone");
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

test("a step is placed by itself and led to with keys; what is typed as the page is left is there on the way back", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeJourney(api);
  await openCanvas(page, journey);
  await step(page, "rest").focus();
  await press(page, "a");
  await expect(page.getByRole("combobox", { name: "Search steps" })).toBeFocused();
  await page.keyboard.type("add tag");
  await press(page, "Alt+Enter");
  const settings = page.getByRole("complementary", { name: "Settings: Add tag" });
  await expect(settings).toContainText("No path leads here");
  await expect.poll(async () => (await storedGraph(api, journey)).nodes.length).toBe(7);
  expect(await storedWays(api, journey)).not.toContainEqual(expect.stringMatching(/^rest next/));
  await press(page, "Escape");
  await step(page, "rest").focus();
  await press(page, "j");
  await expect(page.getByRole("combobox", { name: /^Where “.*” leads$/ })).toBeFocused();
  await press(page, "Enter");
  await expect(page.getByPlaceholder("Search steps")).toBeFocused();
  await page.keyboard.type("choose a tag");
  await expect(page.getByRole("option", { name: /Choose a tag$/ })).toBeVisible();
  await press(page, "Enter");
  await expect.poll(() => storedWays(api, journey)).toContainEqual(expect.stringMatching(/^rest next add_tag_\w+$/));

  const name = page.getByRole("textbox", { name: "Name of the journey" });
  const renamed = `Left at once ${journey.slice(-6)}`;
  await name.fill(renamed);
  await name.press("Enter");
  await page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link", { name: "Journeys" }).press("Enter");
  await page.getByRole("table").getByRole("link", { name: renamed }).press("Enter");
  await expect(name).toHaveValue(renamed);
  await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
});
