import { makeJourney, openCanvas, step } from "./support/canvas";
import { expectAccessible } from "./support/expect-accessible";
import { press, skipToContent, tabTo } from "./support/keyboard";
import { expect, test } from "./support/product";

/** Going anywhere from anywhere: the command palette and the list of keys, by mouse and by key, on pages of every kind. */

test.use({ viewport: { width: 1440, height: 900 }, reducedMotion: "no-preference" });

test("the palette opens over every page, goes where it is told and gives the focus back", async ({
  signedIn: page,
  api,
}) => {
  const person = `palette-${Date.now().toString(36)}`;
  await api.call("PUT", `/api/v1/subscribers/${person}`, { email: `${person}@example.com`, first_name: "Ida" });
  const journey = await makeJourney(api);
  const box = page.getByRole("combobox", { name: "Search or jump to" });

  await test.step("by keys, from a page's own button and back to it", async () => {
    await page.goto("/w/main/templates");
    await skipToContent(page);
    const here = page.getByRole("link", { name: "Discount codes" });
    await tabTo(page, here);
    await press(page, "ControlOrMeta+k");
    await expect(box).toBeFocused();
    await page.keyboard.type("nothing is called this");
    await expect(page.getByText("Nothing is called that.")).toBeVisible();
    await press(page, "Escape");
    await expect(box).toBeHidden();
    await expect(here).toBeFocused();
    await press(page, "?");
    await expect(page.getByRole("dialog", { name: "Keys" })).toContainText("The settings of the block");
    await press(page, "Escape");
    await expect(here).toBeFocused();
  });

  await test.step("by keys: a person, whose page lists the keys too", async () => {
    await press(page, "ControlOrMeta+k");
    await expect(box).toBeFocused();
    await press(page, "ControlOrMeta+a");
    await page.keyboard.type(person);
    await expect(page.getByRole("option", { name: /Ida/ })).toBeVisible();
    await expectAccessible(page, "palette with people");
    await press(page, "Enter");
    await page.waitForURL(`**/people/${person}`);
    await press(page, "?");
    await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
    await press(page, "Escape");
  });

  await test.step("by mouse: from the sidebar to a page, to a journey, and to one of its steps", async () => {
    const search = page.getByRole("button", { name: /^Search or jump to/ });
    await search.click();
    await page.getByRole("option", { name: "Segments", exact: true }).click();
    await page.waitForURL("**/segments");
    const { name } = await api.get<{ name: string }>(`/api/v1/journeys/${journey}`);
    await search.click();
    await box.fill(name);
    await page.getByRole("option", { name: new RegExp(name) }).click();
    await page.waitForURL(`**/journeys/${journey}`);
    await expect(step(page, "start")).toBeVisible();
    await search.click();
    await box.fill("wait 2");
    await page.getByRole("option", { name: /Wait 2 days/ }).click();
    await expect(step(page, "rest")).toBeFocused();
    await search.click();
    await page.mouse.click(5, 450);
    await expect(box).toBeHidden();
    await search.click();
    await box.fill("all keys");
    await page.getByRole("option", { name: "All keys" }).click();
    await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  });
});

const unfinished = {
  nodes: [
    { id: "start", type: "trigger.event", config: { event: "never_seen" } },
    { id: "empty", type: "wait_for_event", config: { events: [{ event: "", port: "done" }] } },
    { id: "mail", type: "email", config: {} },
  ],
  edges: [
    { from: "start", port: "next", to: "empty" },
    { from: "empty", port: "done", to: "mail" },
  ],
};

test("a problem leads into the setting that it is about, from the panel and from the publish sheet", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeJourney(api, unfinished);
  await openCanvas(page, journey);
  const settings = page.getByRole("complementary", { name: "Settings: Send email" });
  const problems = page.getByRole("complementary", { name: "Problems" });

  await test.step("by mouse, from the panel", async () => {
    await page.getByRole("button", { name: /^\d+ problems?$/ }).click();
    await problems
      .getByRole("button", { name: /Send email/ })
      .first()
      .click();
    await expect(settings).toBeVisible();
    await expect(settings.locator("[data-field] :focus")).toHaveCount(1);
    await settings.getByRole("button", { name: "Close the settings" }).click();
  });

  await test.step("by keys, from the sheet that refuses to publish", async () => {
    await tabTo(page, page.getByRole("button", { name: "Publish", exact: true }), "Shift+Tab");
    await press(page, "Enter");
    const sheet = page.getByRole("dialog", { name: /^Publish version/ });
    await tabTo(page, sheet.getByRole("button", { name: /Send email/ }).first());
    await press(page, "Enter");
    await expect(sheet).toBeHidden();
    await expect(settings.locator("[data-field] :focus")).toHaveCount(1);
  });
});
