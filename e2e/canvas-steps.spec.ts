import { makeJourney, openCanvas, step, storedGraph, storedWays } from "./support/canvas";
import { expectAccessible } from "./support/expect-accessible";
import { chooseFrom, copy, dragTo, middleOf, showAll } from "./support/mouse";
import { expect, test } from "./support/product";

/** What hands do to single steps: dropped by themselves, from their menus, in journeys longer than the screen. */

test.use({ viewport: { width: 1280, height: 800 }, permissions: ["clipboard-read", "clipboard-write"] });

test("a step from the list that is dropped beside the journey stands there by itself; on an empty canvas it is the first", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeJourney(api);
  await openCanvas(page, journey);
  await page.getByRole("button", { name: "Show steps to drag" }).click();
  await expect(page.locator("[data-palette=add_tag]")).toBeVisible();
  const pane = page.locator(".react-flow__pane");
  const room = await pane.boundingBox();
  if (!room) throw new Error("no canvas");
  const at = { x: room.width - 190, y: 90 };
  await page.locator("[data-palette=add_tag]").dragTo(pane, { targetPosition: at });
  await expect.poll(async () => (await storedGraph(api, journey)).nodes.length).toBe(7);
  expect(await storedWays(api, journey)).not.toContainEqual(expect.stringMatching(/add_tag/));
  const card = await middleOf(page.locator('[data-step^="add_tag"]'));
  expect(Math.abs(card.y - room.y - at.y)).toBeLessThan(60);
  await expectAccessible(page, "a step by itself");

  await page.keyboard.press("Escape");
  await page.keyboard.press("ControlOrMeta+a");
  await page.getByRole("toolbar", { name: "Selected steps" }).getByRole("button", { name: "Delete" }).click();
  const empty = page.getByRole("region", { name: "First step" });
  await expect(empty).toBeVisible();
  await expectAccessible(page, "an empty canvas with the list of steps");
  await page.locator('[data-palette="trigger.event"]').dragTo(empty);
  await expect
    .poll(async () => (await storedGraph(api, journey)).nodes.map(({ type }) => type))
    .toEqual(["trigger.event"]);
});

test("the menu of a step does everything, notes are read on the canvas, and a step is found", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeJourney(api);
  await openCanvas(page, journey);
  const count = async () => (await storedGraph(api, journey)).nodes.length;
  await chooseFrom(page, "day", "Duplicate");
  await expect.poll(count).toBe(7);
  await page.getByRole("button", { name: /^Undo: duplicate/ }).click();
  await expect.poll(count).toBe(6);

  await copy(page, () => chooseFrom(page, "rest", "Copy"));
  await chooseFrom(page, "mail", "Paste after");
  await expect.poll(() => storedWays(api, journey)).toContainEqual(expect.stringMatching(/^mail next wait_\w+$/));
  await chooseFrom(page, "mail", "Delete it and all that follows");
  await expect.poll(count).toBe(4);
  await page.getByRole("button", { name: /^Undo: delete/ }).click();
  await expect.poll(count).toBe(7);
  await showAll(page);
  await step(page, "rest").click({ modifiers: ["Shift"] });
  await step(page, "day").click({ modifiers: ["Shift"] });
  await expect(page.getByRole("toolbar", { name: "Selected steps" })).toContainText("selected");

  await step(page, "day").click();
  await page.getByRole("complementary", { name: "Settings: Wait" }).getByLabel("Note").fill("Ask legal");
  await page.getByRole("button", { name: "Close the settings" }).click();
  await page.getByRole("button", { name: /^Note on Wait 1 day: Ask legal/ }).click();
  await expect(page.getByLabel("Note", { exact: true })).toBeFocused();

  await page.getByRole("button", { name: "Find a step" }).click();
  await page.getByRole("option", { name: /For you/ }).click();
  await expect(step(page, "mail")).toBeFocused();
  await chooseFrom(page, "mail", "Add a step after");
  await page.getByRole("option", { name: /^Add tag/ }).click();
  await expect.poll(() => storedWays(api, journey)).toContainEqual(expect.stringMatching(/^mail next add_tag_\w+$/));
});

test("a long journey has an overview that is dragged, and keys that go to its end and show all of it", async ({
  signedIn: page,
  api,
}) => {
  const waits = Array.from({ length: 34 }, (_, i) => ({ id: `w${i}`, type: "wait", config: { duration: "P1D" } }));
  const nodes = [{ id: "start", type: "trigger.manual", config: {} }, ...waits];
  const edges = waits.map(({ id }, i) => ({ from: nodes[i]?.id ?? "", port: "next", to: id }));
  await openCanvas(page, await makeJourney(api, { nodes, edges }));
  const [first, middle, last] = [step(page, "start"), step(page, "w16"), step(page, "w33")];

  await test.step("with keys", async () => {
    await expect(last).not.toBeInViewport();
    await page.keyboard.press("End");
    await expect(last).toBeInViewport();
    await expect(middle).not.toBeInViewport();
    await page.keyboard.press("f"); // as much of it as can still be made out
    await expect(middle).toBeInViewport();
    await page.keyboard.press("Home");
    await expect(first).toBeInViewport();
  });

  await test.step("by mouse", async () => {
    await page.reload();
    await expect(first).toBeInViewport();
    await expect(last).not.toBeInViewport();
    const overview = await page.getByRole("img", { name: "Overview of the journey" }).boundingBox();
    if (!overview) throw new Error("no overview");
    const [x, top] = [overview.x + overview.width / 2, overview.y + 10];
    await dragTo(page, { x, y: top }, { x, y: overview.y + overview.height - 6 });
    await expect(last).toBeInViewport();
    await expect(middle).not.toBeInViewport();
    await showAll(page);
    await expect(middle).toBeInViewport();
  });
});
