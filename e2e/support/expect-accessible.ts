import { expect, type Page, test } from "@playwright/test";
import axe, { type AxeResults, type RunOptions } from "axe-core";

/** What a theme can spoil; everything else is the same in both. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** No script runs in a mail's frame, axe's neither; messages fade in and out. */
const LEFT_OUT = { exclude: [["iframe"], ["[data-sonner-toaster]"]] };

/** What axe finds wrong. It stays in the page for the next question, and lists nothing of what passes: most of its time went there. */
async function violationsOn(page: Page, options: RunOptions): Promise<AxeResults["violations"]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source);
  const asked = [LEFT_OUT, { ...options, resultTypes: ["violations"] }].map((part) => JSON.stringify(part));
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${asked.join(", ")})`);
  return violations;
}

/** States of this process that were looked at: what is reached by mouse and once more by keys is the same. */
const looked = new Set<string>();

/**
 * Nothing serious or critical on what is shown now, open menus and windows included, in the light theme and in the dark one, without
 * a reload. What is wrong is kept for the end, so that one run shows everything. A state is looked at once in a file, by its name.
 */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  await expect(page.locator("[aria-busy=true]"), `${name}: loaded`).toHaveCount(0);
  await expect.soft(page.locator("iframe:not([title])"), `${name}: frames without a name`).toHaveCount(0);
  const state = `${test.info().file}: ${name}`;
  for (const colorScheme of looked.has(state) ? [] : (["light", "dark"] as const)) {
    // Colours on their way to others would be measured in between.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator(colorScheme === "light" ? "html.dark" : "html.light")).toHaveCount(0);
    const violations = await violationsOn(page, colorScheme === "light" ? {} : { runOnly: COLOUR_RULES });
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
