import type { FileChooser, Page } from "@playwright/test";

type Files = Parameters<FileChooser["setFiles"]>[0];

/**
 * Gives the page the files that it asks for when `ask` has been done. That it is to leave them to us is told to the page without waiting, and
 * on a busy machine a key overtakes that; what a script asks comes after it.
 */
export async function chooseFiles(page: Page, files: Files, ask: () => Promise<void>): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser", { timeout: 10_000 }),
    page.evaluate(() => undefined).then(ask),
  ]);
  await chooser.setFiles(files);
}
