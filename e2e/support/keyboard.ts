import { expect, type Locator, type Page } from "@playwright/test";

/** More stops than any page has between two things that belong together. */
const STOPS_MAX = 120;

/** Presses keys one after the other. */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/**
 * Goes to a control as somebody without a mouse does: Tab by Tab (or Shift+Tab), never by putting the focus there. Fails when the
 * order of the page does not lead there, or the focus is caught on the way.
 */
export async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await expect(target).toBeVisible();
  const isThere = () => target.evaluate((element) => element === document.activeElement);
  for (let stops = 0; stops < STOPS_MAX; stops += 1) {
    if (await isThere()) return;
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

/**
 * Goes along the items of a menu, a list or a row of choices by one arrow key (or Home, End), and presses what chooses there. Such widgets
 * move the focus a moment after the key, so each press waits for it.
 */
export async function arrowTo(page: Page, target: Locator, key: string, choose = "Enter"): Promise<void> {
  await expect(async () => {
    if (!(await target.evaluate((element) => element === document.activeElement))) await page.keyboard.press(key);
    await expect(target).toBeFocused({ timeout: 250 });
  }).toPass({ timeout: 10_000 });
  await page.keyboard.press(choose);
}
