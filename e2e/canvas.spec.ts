import { branching, makeJourney, openCanvas, step, storedGraph, storedWays } from "./support/canvas";
import { expectAccessible } from "./support/expect-accessible";
import { chooseFrom, copy, dragTo, middleOf, plus, showAll, standStill } from "./support/mouse";
import { expect, test } from "./support/product";

/** The canvas by mouse: whatever is dragged, dropped, pasted or lost on the way leaves a graph that is whole, and tells why when it cannot be. */

test.use({
  viewport: { width: 1280, height: 800 },
  permissions: ["clipboard-read", "clipboard-write"],
  reducedMotion: "no-preference",
});

test("a step is dragged from the list onto a plus, and a card onto another; anywhere else it stays, and Tidy puts it back", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeJourney(api);
  await openCanvas(page, journey);
  await page.getByRole("button", { name: "Show steps to drag" }).click();
  await page.locator("[data-palette=add_tag]").dragTo(plus(page, "start"));
  await expect.poll(() => storedWays(api, journey)).toContainEqual(expect.stringMatching(/^add_tag_\w+ next day$/));
  await page.getByRole("button", { name: "Close the list of steps" }).click();
  await page.getByRole("button", { name: "Close the settings" }).click();
  await showAll(page);

  await dragTo(page, await middleOf(step(page, "rest")), await middleOf(plus(page, "start")));
  await expect.poll(() => storedWays(api, journey)).toContain("start next rest");
  await page.getByRole("button", { name: /^Undo: move/ }).click();
  await expect.poll(() => storedWays(api, journey)).toContain("ask no rest");
  await page.getByRole("button", { name: /^Redo: move/ }).click();
  await expect.poll(() => storedWays(api, journey)).toContain("start next rest");
  await page.getByRole("button", { name: /^Undo: move/ }).click();
  await expect.poll(() => storedWays(api, journey)).toContain("ask no rest");

  await standStill(page);
  await dragTo(page, await middleOf(step(page, "mail")), await middleOf(plus(page, "rest")), "Shift");
  await expect.poll(() => storedWays(api, journey)).toContain("rest next mail");
  expect(await storedWays(api, journey)).toContain("mail next out");

  await standStill(page);
  const card = await middleOf(step(page, "day"));
  await dragTo(page, card, { x: card.x + 190, y: card.y + 12 });
  await expect
    .poll(async () => (await storedGraph(api, journey)).nodes.find(({ id }) => id === "day")?.position?.x ?? 0)
    .toBeGreaterThan(100);
  const untidy = async () => (await storedGraph(api, journey)).nodes.some(({ position }) => position !== undefined);
  await page.getByRole("button", { name: /^Tidy up/ }).click();
  await expect.poll(untidy).toBe(false);

  // With Alt it stays where it was dropped, also on a plus.
  await standStill(page);
  await dragTo(page, await middleOf(step(page, "rest")), await middleOf(plus(page, "start")), "Alt");
  await expect.poll(untidy).toBe(true);
  expect(await storedWays(api, journey)).toContain("ask no rest");
});

test("a way is drawn from a port; what cannot be says why while hovering; a way back is a chip that leads there", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeJourney(api);
  await openCanvas(page, journey);
  await step(page, "rest").hover();
  const handle = page.locator('.react-flow__node[data-id="rest"] .journey-handle:not(.journey-handle-target)');
  const from = await middleOf(handle);
  const start = await middleOf(step(page, "start"));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(start.x, start.y, { steps: 10 });
  await expect(page.getByText("A trigger starts the journey; nothing can lead to it.")).toBeVisible();
  const day = await middleOf(step(page, "day"));
  await page.mouse.move(day.x, day.y, { steps: 6 });
  await page.mouse.up();
  await expect.poll(() => storedWays(api, journey)).toContain("rest next day");
  await page.getByRole("button", { name: "Back to Wait 1 day" }).click();
  await expect(step(page, "day")).toBeFocused();

  await page.getByRole("button", { name: "Another start" }).click();
  await page.getByRole("option", { name: /^Event happens/ }).click();
  await expect.poll(() => storedWays(api, journey)).toContainEqual(expect.stringMatching(/^event_\w+ next day$/));
});

test("J12 a box selects, what is copied goes into another journey, and what does not fit is named before anything changes", async ({
  signedIn: page,
  api,
}) => {
  const [from, to] = [
    await makeJourney(api),
    await makeJourney(api, { nodes: branching.nodes.slice(0, 2), edges: branching.edges.slice(0, 1) }),
  ];
  await openCanvas(page, from);
  const [day, ask] = [await middleOf(step(page, "day")), await middleOf(step(page, "ask"))];
  await page.keyboard.down("Shift");
  await dragTo(page, { x: day.x - 170, y: day.y - 30 }, { x: ask.x + 20, y: ask.y + 10 });
  await page.keyboard.up("Shift");
  await expect(page.getByRole("toolbar", { name: "Selected steps" })).toContainText("2 selected");
  await expectAccessible(page, "selection");
  await copy(page, () => page.getByRole("button", { name: "Copy", exact: true }).click());

  await openCanvas(page, to);
  await chooseFrom(page, "day", "Paste after");
  await expect
    .poll(async () => (await storedGraph(api, to)).nodes.map(({ type }) => type))
    .toEqual(["trigger.manual", "wait", "wait", "branch"]);
  expect(await storedWays(api, to)).toContainEqual(expect.stringMatching(/^day next wait_\w+$/));

  const strange = {
    nodes: [
      { id: "x", type: "teleport", config: {} },
      { id: "y", type: "wait", config: { duration: "P1D" } },
    ],
    edges: [{ from: "y", port: "sideways", to: "x" }],
  };
  await page.evaluate((text) => navigator.clipboard.writeText(text), JSON.stringify(strange));
  await chooseFrom(page, "day", "Paste after");
  const dialog = page.getByRole("dialog", { name: "Not everything fits in here" });
  await expect(dialog).toContainText("teleport");
  await expect(dialog).toContainText("sideways");
  await expectAccessible(page, "paste problems");
  expect((await storedGraph(api, to)).nodes).toHaveLength(4);
  await dialog.getByRole("button", { name: "Paste 2 steps" }).click();
  await expect.poll(async () => (await storedGraph(api, to)).nodes.length).toBe(6);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect.poll(async () => (await storedGraph(api, to)).nodes.length).toBe(4);
});

test("numbers arrive by themselves, open the people behind them, and colour the ways", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeJourney(api);
  await api.post(`/api/v1/journeys/${journey}/publish`);
  await openCanvas(page, journey);
  await expect(page.getByRole("button", { name: "Numbers: Live" })).toBeVisible();
  const person = `mover-${journey.slice(-6)}`;
  await api.call("PUT", `/api/v1/subscribers/${person}`, { email: `${person}@example.com`, first_name: "Mo" });
  await api.post(`/api/v1/journeys/${journey}/enrollments`, { external_id: person });
  await page.getByRole("button", { name: "1 waiting here: show them" }).click();
  await expect(
    page.getByRole("dialog", { name: "People at this step" }).getByRole("link", { name: /Mo/ }),
  ).toBeVisible();
  await expectAccessible(page, "people at a step");
  await page.keyboard.press("Escape");
  const before = await page
    .locator(".journey-edge")
    .first()
    .evaluate((edge) => getComputedStyle(edge).strokeWidth);
  await page.getByRole("button", { name: "Numbers: Live" }).click();
  await page.getByRole("switch", { name: /^Heat/ }).click();
  await expectAccessible(page, "numbers");
  await page.getByRole("radiogroup", { name: "Days that are counted" }).getByRole("radio").first().click();
  await page.getByRole("combobox", { name: "Version that is counted" }).click();
  await page.getByRole("option", { name: "Version 1" }).click();
  await expect(page.getByRole("button", { name: /^Numbers: v1 / })).toBeVisible();
  await expect
    .poll(() =>
      page
        .locator(".journey-edge")
        .first()
        .evaluate((edge) => getComputedStyle(edge).strokeWidth),
    )
    .not.toBe(before);
});

test("two people see each other, the second is not let into a step by accident, and a conflict shows both sides", async ({
  signedIn: page,
  api,
  context,
}) => {
  const journey = await makeJourney(api);
  await openCanvas(page, journey, "?node=day");
  await expect(page.getByRole("complementary", { name: "Settings: Wait" })).toBeVisible();
  const other = await context.newPage();
  await openCanvas(other, journey);
  await expect(
    other.getByRole("list", { name: "Also here" }).getByRole("button", { name: /is at “Wait 1 day”/ }),
  ).toBeVisible();
  await step(other, "day").click();
  const settings = other.getByRole("complementary", { name: "Settings: Wait" });
  await expect(settings).toContainText("is editing this step");
  await expect(settings.getByLabel("Note")).toBeDisabled();
  await expectAccessible(other, "soft lock");
  await settings.getByRole("button", { name: "Edit anyway" }).evaluate(async (button: HTMLElement) => {
    // Quicker than a frame: whoever goes into a setting at once stays in it.
    button.click();
    const note = document.querySelector<HTMLTextAreaElement>("[data-note] textarea");
    for (let turn = 0; turn < 100 && note?.matches(":disabled"); turn += 1) await Promise.resolve();
    note?.focus();
    for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame);
  });
  await expect(settings.getByLabel("Note")).toBeFocused();
  await settings.getByLabel("Note").fill("Agreed with Kim");
  await expect
    .poll(async () => (await storedGraph(api, journey)).notes)
    .toEqual([{ node: "day", text: "Agreed with Kim" }]);

  await page.bringToFront();
  await step(page, "rest").click();
  await page
    .getByRole("complementary", { name: "Settings: Wait" })
    .getByRole("button", { name: "Delete this step" })
    .click();
  const dialog = page.getByRole("dialog", { name: "Somebody else changed this journey" });
  await expect(dialog.getByRole("region", { name: "They saved" })).toContainText("Other notes");
  await expect(dialog.getByRole("region", { name: "You have" })).toContainText("Deleted: Wait (Wait 2 days)");
  await expectAccessible(page, "conflict");
  await dialog.getByRole("button", { name: "Keep mine" }).click();
  await expect.poll(async () => (await storedGraph(api, journey)).nodes.some(({ id }) => id === "rest")).toBe(false);
});

test("without a connection work goes on, and is stored when it comes back", async ({
  signedIn: page,
  api,
  context,
}) => {
  const journey = await makeJourney(api);
  await openCanvas(page, journey);
  await step(page, "day").click();
  await expect(page.getByRole("complementary", { name: "Settings: Wait" }).getByLabel("Note")).toBeVisible();
  await context.setOffline(true);
  await step(page, "rest").click();
  await page.getByRole("complementary", { name: "Settings: Wait" }).getByLabel("Note").fill("Written on a train");
  await expect(page.getByText("Offline", { exact: true }).first()).toBeVisible();
  expect((await storedGraph(api, journey)).notes).toBeUndefined();
  await context.setOffline(false);
  await expect
    .poll(async () => (await storedGraph(api, journey)).notes)
    .toEqual([{ node: "rest", text: "Written on a train" }]);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
});
