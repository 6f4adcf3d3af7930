import { find, makeJourney, openCanvas, step, storedGraph, storedWays } from "./support/canvas";
import { expectAccessible } from "./support/expect-accessible";
import { arrowTo, press, tabTo } from "./support/keyboard";
import { expect, test } from "./support/product";

/** The canvas without a mouse. */

test.use({
  viewport: { width: 1280, height: 800 },
  permissions: ["clipboard-read", "clipboard-write"],
  reducedMotion: "no-preference",
});

test("N34 a journey is built, changed, noted and taken back on the canvas with keys alone", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeJourney(api);
  await openCanvas(page, journey);
  const types = async () => (await storedGraph(api, journey)).nodes.map(({ type }) => type);

  await test.step("goes from step to step: one stop for all of them, arrows along the ways", async () => {
    await press(page, "Home", "ArrowDown", "ArrowDown");
    await expect(step(page, "ask")).toBeFocused();
    await press(page, "ArrowDown", "ArrowRight");
    await expect(step(page, "rest")).toBeFocused();
    await press(page, "ArrowUp");
    await expect(step(page, "ask")).toBeFocused();
  });

  await test.step("adds at a chosen exit of a branch; undone and done again by name", async () => {
    await press(page, "a");
    await expect(
      page
        .getByRole("radiogroup", { name: "Exit that the step goes to" })
        .or(page.getByRole("group", { name: "Exit that the step goes to" })),
    ).toBeVisible();
    await expect(page.getByRole("combobox", { name: "Search steps" })).toBeFocused();
    await page.keyboard.type("add tag");
    await press(page, "Enter");
    await expect.poll(types).toContain("add_tag");
    await press(page, "Escape");
    await expect(page.getByRole("button", { name: /^Undo: add/ })).toBeVisible();
    await press(page, "ControlOrMeta+z");
    await expect.poll(types).not.toContain("add_tag");
    await expect(page.getByRole("button", { name: /^Redo: add/ })).toBeVisible();
    await press(page, "ControlOrMeta+Shift+z");
    await expect.poll(types).toContain("add_tag");
    await press(page, "ControlOrMeta+z");
    await expect.poll(types).not.toContain("add_tag");
  });

  await test.step("chooses from the list of steps, behind the step one is at", async () => {
    await find(page, "wait 2", "rest");
    await press(page, "p");
    await expect(page.getByRole("combobox", { name: "Search steps to drag" })).toBeFocused();
    await page.keyboard.type("add tag");
    await expect(page.getByRole("option", { name: "Add tag" })).toBeVisible();
    await press(page, "Enter");
    await expect.poll(() => storedWays(api, journey)).toContainEqual(expect.stringMatching(/^rest next add_tag_\w+$/));
    await expect(page.locator(":focus")).toHaveAttribute("data-step", /^add_tag_/);
    await press(page, "Escape", "p", "ControlOrMeta+z");
    await expect.poll(types).not.toContain("add_tag");
    await expect(page.getByRole("complementary", { name: "Steps to add" })).toBeHidden();
  });

  await test.step("writes a note, read on the canvas", async () => {
    await find(page, "wait 1", "day");
    await press(page, "n");
    await expect(page.getByLabel("Note", { exact: true })).toBeFocused();
    await page.keyboard.type("Ask legal");
    await press(page, "Escape");
    await expect(page.getByRole("button", { name: /^Note on Wait 1 day: Ask legal/ })).toBeVisible();
    await expect
      .poll(async () => (await storedGraph(api, journey)).notes)
      .toEqual([{ node: "day", text: "Ask legal" }]);
  });

  await test.step("moves a step with all that follows, and one alone, by going where it belongs", async () => {
    await find(page, "for you", "mail");
    await press(page, "m");
    await expect(page.getByRole("status").filter({ hasText: "Moving" })).toBeVisible();
    await find(page, "wait 2", "rest");
    await press(page, "Shift+Enter");
    await expect.poll(() => storedWays(api, journey)).toContain("rest next mail");
    expect(await storedWays(api, journey)).toContain("mail next out");
    await press(page, "ControlOrMeta+z");
    await expect.poll(() => storedWays(api, journey)).toContain("ask yes mail");
    await find(page, "wait 2", "rest");
    await press(page, "m", "Home", "Enter");
    await expect.poll(() => storedWays(api, journey)).toContain("start next rest");
  });

  await test.step("moves a card by hand, and puts it back in line", async () => {
    const place = async () => (await storedGraph(api, journey)).nodes.find(({ id }) => id === "rest")?.position;
    await expect(step(page, "rest")).toBeFocused();
    await press(page, "Alt+ArrowRight", "Alt+ArrowRight", "Alt+ArrowDown");
    await expect.poll(place).toEqual({ x: 44, y: 22 });
    await expect(page.getByRole("button", { name: "Undo: move Wait 2 days by hand" })).toBeVisible();
    await expect(step(page, "rest")).toBeFocused();
    await tabTo(page, page.getByRole("button", { name: /^Tidy up/ }));
    await press(page, "Enter");
    await expect.poll(place).toBeUndefined();
    await expect(step(page, "rest")).toBeFocused();
  });

  await test.step("deletes: this step, or all that follows too", async () => {
    await find(page, "has tag", "ask");
    await press(page, "Delete");
    const allThatFollows = page.getByRole("menuitem", { name: /This and all that follows/ });
    await expect(allThatFollows).toBeVisible();
    await expectAccessible(page, "delete question");
    await arrowTo(page, allThatFollows, "ArrowDown");
    await expect.poll(types).not.toContain("branch");
    await press(page, "ControlOrMeta+z");
    await expect.poll(types).toContain("branch");
  });

  await test.step("selects several along the way, copies and pastes them behind another step", async () => {
    await find(page, "wait 2", "rest");
    await press(page, "Shift+ArrowDown", "ControlOrMeta+c", "Escape");
    await find(page, "for you", "mail");
    await press(page, "ControlOrMeta+v");
    await expect.poll(async () => (await types()).filter((type) => type === "wait").length).toBe(4);
    expect(await storedWays(api, journey)).toContainEqual(expect.stringMatching(/^mail next wait_\w+$/));
    expect((await storedGraph(api, journey)).notes).toHaveLength(2);
    await press(page, "Delete");
    await expect.poll(async () => (await types()).filter((type) => type === "wait").length).toBe(2);
  });

  await test.step("finds a step by its words", async () => {
    await press(page, "/");
    await expect(page.getByRole("combobox", { name: "Find a step" })).toBeFocused();
    await page.keyboard.type("for you");
    await expectAccessible(page, "step search");
    await press(page, "Enter");
    await expect(step(page, "mail")).toBeFocused();
  });

  await test.step("reads all keys, and goes to a step by the palette", async () => {
    await press(page, "?");
    await expect(page.getByRole("dialog", { name: "Keys" })).toContainText("Move the card by hand, out of its line");
    await expectAccessible(page, "keys");
    await press(page, "Escape");
    await press(page, "ControlOrMeta+k");
    await expect(page.getByRole("combobox", { name: "Search or jump to" })).toBeFocused();
    await page.keyboard.type("wait 2");
    await expect(page.getByRole("option", { name: /Wait 2 days/ })).toBeVisible();
    await press(page, "Enter");
    await expect(step(page, "rest")).toBeFocused();
  });

  await test.step("takes steps into another journey; what does not fit is named before anything changes", async () => {
    const to = await makeJourney(api, { nodes: [{ id: "only", type: "trigger.manual", config: {} }], edges: [] });
    await press(page, "Shift+ArrowDown", "ControlOrMeta+c");
    await openCanvas(page, to);
    await press(page, "Home", "ControlOrMeta+v");
    await expect
      .poll(async () => (await storedGraph(api, to)).nodes.map(({ type }) => type))
      .toEqual(["trigger.manual", "wait", "wait"]);
    const strange = { nodes: [{ id: "x", type: "teleport", config: {} }], edges: [] };
    await page.evaluate((text) => navigator.clipboard.writeText(text), JSON.stringify(strange));
    await press(page, "ControlOrMeta+v");
    const dialog = page.getByRole("dialog", { name: "Not everything fits in here" });
    await expect(dialog).toContainText("teleport");
    await tabTo(page, dialog.getByRole("button", { name: /^Paste/ }));
    await press(page, "Enter");
    await expect.poll(async () => (await storedGraph(api, to)).nodes.length).toBe(4);
  });
});

test("a step is placed by itself and led to with keys; what is typed as the page is left is there on the way back", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeJourney(api);
  await openCanvas(page, journey);
  const leads = page.getByRole("combobox", { name: /^Where “.*” leads$/ });
  const leadTo = async (words: string, option: RegExp) => {
    await press(page, "j");
    await expect(leads).toBeFocused();
    await press(page, "Enter");
    await expect(page.getByPlaceholder("Search steps")).toBeFocused();
    await page.keyboard.type(words);
    await expect(page.getByRole("option", { name: option })).toBeVisible();
    await press(page, "Enter");
  };

  await test.step("by itself, unconnected", async () => {
    await find(page, "wait 2", "rest");
    await press(page, "a");
    await expect(page.getByRole("combobox", { name: "Search steps" })).toBeFocused();
    await page.keyboard.type("add tag");
    await press(page, "Alt+Enter");
    const settings = page.getByRole("complementary", { name: "Settings: Add tag" });
    await expect(settings).toContainText("No path leads here");
    await expect.poll(async () => (await storedGraph(api, journey)).nodes.length).toBe(7);
    expect(await storedWays(api, journey)).not.toContainEqual(expect.stringMatching(/^rest next/));
    await press(page, "Escape");
  });

  await test.step("an exit is led to it; what cannot be says why", async () => {
    await find(page, "wait 2", "rest");
    await leadTo("choose a tag", /Choose a tag$/);
    await expect.poll(() => storedWays(api, journey)).toContainEqual(expect.stringMatching(/^rest next add_tag_\w+$/));
    await press(page, "Escape");
    await find(page, "for you", "mail");
    await leadTo("has tag", /Has tag/);
    await expect(page.getByText(/This would go round in circles without waiting/)).toBeVisible();
    await press(page, "Escape");
  });

  await test.step("a way back is followed down to where it leads", async () => {
    await find(page, "wait 2", "rest");
    await leadTo("wait 1", /Wait 1 day$/);
    await expect.poll(() => storedWays(api, journey)).toContain("rest next day");
    await press(page, "Escape");
    await find(page, "wait 2", "rest");
    await press(page, "ArrowDown");
    await expect(step(page, "day")).toBeFocused();
  });

  await test.step("what is done without a connection is stored when it comes back", async () => {
    await page.context().setOffline(true);
    await press(page, "Alt+ArrowRight");
    await expect(page.getByText("Offline", { exact: true }).first()).toBeVisible();
    await page.context().setOffline(false);
    await expect
      .poll(async () => (await storedGraph(api, journey)).nodes.find(({ id }) => id === "day")?.position)
      .toEqual({ x: 22, y: 0 });
  });

  await test.step("a name that is typed as the page is left is kept", async () => {
    const name = page.getByRole("textbox", { name: "Name of the journey" });
    const renamed = `Left at once ${journey.slice(-6)}`;
    await tabTo(page, name, "Shift+Tab");
    await press(page, "ControlOrMeta+a");
    await page.keyboard.type(renamed);
    await press(page, "Enter");
    await tabTo(
      page,
      page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link", { name: "Journeys" }),
      "Shift+Tab",
    );
    await press(page, "Enter");
    await tabTo(page, page.getByRole("table").getByRole("link", { name: renamed }));
    await press(page, "Enter");
    await expect(name).toHaveValue(renamed);
    await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
  });
});
