import type { Locator, Page } from "@playwright/test";

/** The plus of an exit. */
export const plus = (page: Page, from: string, port = "next") =>
  page.locator(`[data-slot*='"from":"${from}","port":"${port}"']`);

/** Chooses from the menu of a card. */
export async function chooseFrom(page: Page, id: string, entry: string) {
  const card = page.locator(`.react-flow__node[data-id="${id}"]`);
  await card.hover();
  await card.getByRole("button", { name: /^More for/ }).click();
  await page.getByRole("menuitem", { name: new RegExp(`^${entry}`) }).click();
}

/** Shows the whole journey, and waits until it stands still. */
export async function showAll(page: Page) {
  await page.getByRole("button", { name: "Fit the journey on the screen" }).click();
  await page.waitForFunction(() => document.getAnimations().length === 0);
}

/** By mouse in small steps, as a hand does; `held` keys are down when it lets go. */
export async function dragTo(page: Page, from: { x: number; y: number }, to: { x: number; y: number }, held?: string) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 12, from.y + 8, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 8 });
  if (held) await page.keyboard.down(held);
  await page.mouse.move(to.x + 1, to.y + 1);
  await page.mouse.up();
  if (held) await page.keyboard.up(held);
}

/** The middle of what is on the screen. */
export async function middleOf(target: Locator) {
  const box = await target.boundingBox();
  if (!box) throw new Error("not on the screen");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
