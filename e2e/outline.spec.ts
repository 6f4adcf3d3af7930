import type { Page } from "@playwright/test";
import { makeJourney, openCanvas, storedGraph, storedWays } from "./support/canvas";
import { expectAccessible } from "./support/expect-accessible";
import { press } from "./support/keyboard";
import { copy } from "./support/mouse";
import { expect, test } from "./support/product";

/** The same journey as a list: the phone's view and the screen reader's, edited to the same extent as the canvas. */

test.use({ viewport: { width: 1280, height: 800 }, permissions: ["clipboard-read", "clipboard-write"] });

const treeOf = (page: Page) => page.getByRole("tree", { name: "Steps of the journey" });
const rowOf = (page: Page, id: string) => treeOf(page).locator(`#step-${id}`);

test("the outline is edited to the same extent with keys alone, and its address can be sent", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeJourney(api);
  await openCanvas(page, journey);
  const row = (id: string) => rowOf(page, id);
  await press(page, "Home", "ArrowDown", "o");
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

  // Duplicate, undo, move, join, copy and paste, delete.
  await press(page, "Home", "ArrowDown", "d", "Escape");
  await expect.poll(async () => (await storedGraph(api, journey)).nodes.length).toBe(8);
  await expect(page.locator(":focus")).toHaveId(/^step-wait_/); // the copy
  await press(page, "ControlOrMeta+z");
  await expect(row("day")).toBeFocused();
  await expect.poll(async () => (await storedGraph(api, journey)).nodes.length).toBe(7);
  await press(page, "End", "ArrowUp");
  await expect(row("rest")).toBeFocused();
  await press(page, "m", "Home", "ArrowDown", "Enter");
  await expect.poll(() => storedWays(api, journey)).toContain("day next rest");
  await expect(row("rest")).toBeFocused();
  await press(page, "j");
  await expect(page.getByRole("combobox", { name: /^Where “.*” leads$/ })).toBeFocused();
  await press(page, "Escape");
  await expect(row("rest")).toBeFocused();
  await press(page, "ControlOrMeta+c", "ArrowDown", "ArrowDown", "ArrowDown");
  await expect(row("mail")).toBeFocused();
  await press(page, "ControlOrMeta+v");
  await expect.poll(() => storedWays(api, journey)).toContainEqual(expect.stringMatching(/^mail next wait_\w+$/));
  await press(page, "Delete");
  await expect(page.getByRole("menuitem", { name: /^This step/ })).toBeFocused();
  await press(page, "Enter");
  await expect.poll(() => storedWays(api, journey)).toContain("mail next out");

  // The settings of a step have an address.
  await press(page, "Home", "ArrowDown", "ArrowDown", "Enter");
  await expect(page).toHaveURL(/node=rest/);
  await page.reload();
  await expect(page.getByRole("complementary", { name: "Settings: Wait" })).toBeVisible();
  const { nodes } = await storedGraph(api, journey);
  await expect(treeOf(page).locator('[id^="step-"]')).toHaveCount(nodes.length);
});

test("the outline is edited to the same extent by mouse", async ({ signedIn: page, api }) => {
  const journey = await makeJourney(api);
  await openCanvas(page, journey);
  const row = (id: string) => rowOf(page, id);
  const count = async () => (await storedGraph(api, journey)).nodes.length;
  const choose = async (id: string, entry: string) => {
    await row(id)
      .getByRole("button", { name: /^More for/ })
      .click();
    await page.getByRole("menuitem", { name: new RegExp(`^${entry}`) }).click();
  };
  await page.getByRole("button", { name: "Show as a list" }).click();
  await expect(page).toHaveURL(/view=outline/);

  await treeOf(page).getByRole("button", { name: "Add a step at “Ends here”" }).click();
  await page.getByRole("option", { name: /^Add tag/ }).click();
  await expect.poll(() => storedWays(api, journey)).toContainEqual(expect.stringMatching(/^rest next add_tag_\w+$/));
  await choose("day", "Duplicate");
  await expect.poll(count).toBe(8);
  await page.getByRole("button", { name: /^Undo: duplicate/ }).click();
  await expect.poll(count).toBe(7);
  await choose("rest", "Move…");
  await treeOf(page).getByRole("button", { name: "Move behind Wait 1 day" }).click();
  await expect.poll(() => storedWays(api, journey)).toContain("day next rest");
  await copy(page, () => choose("rest", "Copy"));
  await choose("mail", "Paste after");
  await expect.poll(() => storedWays(api, journey)).toContainEqual(expect.stringMatching(/^mail next wait_\w+$/));
  await page.getByRole("button", { name: /^Undo: paste/ }).click();
  await choose("mail", "Delete this step");
  await expect.poll(() => storedWays(api, journey)).toContain("ask yes out");

  await row("rest").click();
  await expect(page).toHaveURL(/node=rest/);
  const settings = page.getByRole("complementary", { name: "Settings: Wait" });
  await settings.getByRole("combobox", { name: /^Where “.*” leads$/ }).click();
  await page.getByRole("option", { name: /^Nowhere/ }).click();
  await expect.poll(() => storedWays(api, journey)).not.toContainEqual(expect.stringMatching(/^rest next/));
  await settings.getByLabel("Note").fill("Ask legal");
  await expect(row("rest")).toContainText("Ask legal");
});

test("on a phone the outline has every step's menu, counts and settings", async ({ signedIn: page, api }) => {
  const journey = await makeJourney(api);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/w/main/journeys/${journey}`);
  const tree = treeOf(page);

  await test.step("by touch", async () => {
    await tree.getByRole("button", { name: "More for Yes / no branch" }).click();
    await expect(page.getByRole("menuitem", { name: /^Paste after/ })).toBeVisible();
    await page.getByRole("menuitem", { name: /^Move…/ }).click();
    await tree.getByRole("button", { name: "Move behind Wait 2 days" }).click();
    await expect(page.getByText("A step cannot move into one of its own arms.")).toBeVisible();
    await expectAccessible(page, "outline on a phone");
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });

  await test.step("with a keyboard", async () => {
    await press(page, "Home", "ArrowDown", "Enter");
    const settings = page.getByRole("dialog", { name: /Wait/ });
    await expect(settings).toBeVisible();
    await press(page, "Escape");
    await expect(settings).toBeHidden();
    await expect(rowOf(page, "day")).toBeFocused();
    await press(page, "d");
    await expect.poll(async () => (await storedGraph(api, journey)).nodes.length).toBe(7);
  });
});
