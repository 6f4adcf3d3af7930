import { expect, type Locator, type Page } from "@playwright/test";

/** More stops than any page has between two things that belong together. */
const STOPS_MAX = 120;

/** Presses keys one after the other. */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/** Whether it has the focus for good: what was done before may move it some frames later, and a key that comes first is lost. */
const keepsFocus = (target: Locator) =>
  target.evaluate(async (element) => {
    for (let frame = 0; frame < 2 && element === document.activeElement; frame += 1)
      await new Promise(requestAnimationFrame);
    return element === document.activeElement;
  });

/**
 * Goes to a control as somebody without a mouse does: Tab by Tab (or Shift+Tab), never by putting the focus there. Fails when the
 * order of the page does not lead there, or the focus is caught on the way.
 */
export async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await expect(target).toBeVisible();
  for (let stops = 0; stops < STOPS_MAX; stops += 1) {
    if (await keepsFocus(target)) return;
    await page.keyboard.press(key);
  }
  const at = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200));
  throw new Error(`${key} does not lead to ${target}; after ${STOPS_MAX} stops the focus is at ${at}`);
}

/** Past the navigation that is the same on every page, by its own link. */
export async function skipToContent(page: Page): Promise<void> {
  await tabTo(page, page.getByRole("link", { name: "Skip to content" }));
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
}

/** Presses a key that leads on in a menu, a list or a row of choices, and waits until the focus has moved: it does a moment after the key. */
async function moveFocus(page: Page, key: string): Promise<void> {
  const before = await page.evaluateHandle(() => document.activeElement);
  await page.keyboard.press(key);
  const moved = () => page.evaluate((element) => element !== document.activeElement, before);
  await expect.poll(moved, { intervals: [10], timeout: 1_000, message: `${key} moves the focus` }).toBe(true);
}

/**
 * Goes along the items of a menu, a list or a row of choices by one arrow key (or Home, End), and presses what chooses there. A key that is
 * pressed while they are still opening may be nobody's, and is pressed again.
 */
export async function arrowTo(page: Page, target: Locator, key: string, choose = "Enter"): Promise<void> {
  await expect(target).toBeVisible();
  await expect(async () => {
    if (!(await isFocused(target))) await moveFocus(page, key);
    expect(await isFocused(target), `${key} leads to ${target}`).toBe(true);
  }).toPass({ timeout: 10_000, intervals: [10] });
  await page.keyboard.press(choose);
}
