import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

/** What a theme can spoil; everything else is the same in both. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** States of this process that were looked at: what is reached by mouse and once more by keys is the same. */
const looked = new Set<string>();

/**
 * Nothing serious or critical on what is shown now, open menus and windows included, in the light theme and in the dark one, without
 * a reload. A mail's frame is left out, since no script runs there, axe's neither; so are messages that fade in and out. What is wrong is
 * kept for the end, so that one run shows everything. A state is looked at once in a file, by its name.
 */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  await expect(page.locator("[aria-busy=true]"), `${name}: loaded`).toHaveCount(0);
  await expect.soft(page.locator("iframe:not([title])"), `${name}: frames without a name`).toHaveCount(0);
  const state = `${test.info().file}: ${name}`;
  for (const colorScheme of looked.has(state) ? [] : (["light", "dark"] as const)) {
    // Colours on their way to others would be measured in between.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator(colorScheme === "light" ? "html.dark" : "html.light")).toHaveCount(0);
    const axe = new AxeBuilder({ page }).exclude("iframe").exclude("[data-sonner-toaster]");
    const { violations } = await (colorScheme === "light" ? axe : axe.withRules(COLOUR_RULES)).analyze();
    const grave = violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) =>
        nodes.map(
          ({ target, failureSummary }) => `${id} at ${target.join(" ")}\n  ${failureSummary?.replaceAll("\n", "\n  ")}`,
        ),
      );
    expect.soft(grave, `${name}, ${colorScheme}: serious or critical violations`).toEqual([]);
  }
  looked.add(state);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
}
