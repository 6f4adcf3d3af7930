import { expect, type Locator, type Page } from "@playwright/test";

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

/** Frames without a motion after which there is none: a glide begins some frames after what it is for. */
const STILL_FRAMES = 10;

/** Waits until the drawing stands still: neither a card nor the view, which is moved by script, is on its way. */
export async function standStill(page: Page) {
  await page.evaluate(async (frames) => {
    const view = document.querySelector<HTMLElement>(".react-flow__viewport");
    const until = performance.now() + 10_000;
    let [still, before] = [0, view?.style.transform];
    while (still < frames) {
      if (performance.now() > until) throw new Error("the drawing does not come to rest");
      await new Promise(requestAnimationFrame);
      const now = view?.style.transform;
      still = now === before && document.getAnimations().length === 0 ? still + 1 : 0;
      before = now;
    }
  }, STILL_FRAMES);
}

/** Shows the whole journey, and waits until it stands still. */
export async function showAll(page: Page) {
  await page.getByRole("button", { name: "Fit the journey on the screen" }).click();
  await standStill(page);
}

/** Copies by mouse, and waits until the system's clipboard holds it: the browser writes it a moment later. */
export async function copy(page: Page, choose: () => Promise<void>) {
  const before = "nothing is copied yet";
  await page.evaluate((text) => navigator.clipboard.writeText(text), before);
  await choose();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe(before);
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
