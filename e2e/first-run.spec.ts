import type { Browser, Locator, Page } from "@playwright/test";
import { type Hand, keyboard, mouse } from "./support/act";
import { expect, owner, test } from "./support/product";

/** Somebody who has never seen the product: account, workspace of their own, what its empty pages say, and the first mail in their hands. */

const MINUTES_3 = 180_000;

/** Pages that are empty at first: the link that leads there, what stands there, the one thing to do and the example. */
const empty: readonly [link: string, heading: string, action: string | RegExp, example: RegExp][] = [
  ["People", "Nobody here yet", "Add person", /curl/],
  ["Segments", "No segments yet", /segment/i, /For example/],
  ["Tasks", "No tasks yet", /Add the step/, /For example/],
  ["Inbox", "No messages yet", /test mail/, /for example/i],
  ["Events", "Nothing has arrived yet", "Send an event", /curl/],
  ["Journeys", "No journeys yet", "Start from the example", /For example/],
  ["Emails", "Write the first mail", "New template", /for example/i],
];

/** What stands in the place of a list: the innermost box around its heading. */
const emptyState = (page: Page, heading: string): Locator =>
  page
    .locator("div")
    .filter({ has: page.getByRole("heading", { name: heading }) })
    .last();

async function beginAsNewcomer(ownersPage: Page, page: Page, hand: Hand, email: string): Promise<void> {
  const origin = new URL(ownersPage.url()).origin;
  const invited = await ownersPage.request.post("/api/v1/invitations", {
    data: { email, role: "editor" },
    headers: { origin, "x-sojourn-workspace": "main" },
  });
  const { token }: { token: string } = await invited.json();
  const startedAt = Date.now();
  await page.goto(`/sign-up?invitation=${token}`);

  await test.step("an account, and a workspace of one's own", async () => {
    await hand.fill(page.getByLabel("Your name"), "Nora New");
    await hand.fill(page.getByLabel("Password"), owner.password);
    await hand.confirm(page.getByRole("button", { name: "Create account" }));
    await page.waitForURL(/\/w\//);
    await hand.rule(page.getByRole("button", { name: /Sandbox$/ }), "Create workspace");
    const dialog = page.getByRole("dialog", { name: "Create a workspace" });
    await hand.fill(dialog.getByLabel("Name"), email.replace(/@.*/, ""));
    await hand.confirm(dialog.getByRole("button", { name: "Create workspace" }));
    await page.waitForURL((url) => !url.pathname.startsWith("/w/main"));
    await expect(page.getByRole("heading", { name: "Three steps to the first journey" })).toBeVisible();
  });

  await test.step("every empty page says what comes there, with one thing to do and one example", async () => {
    for (const [link, heading, action, example] of empty) {
      await hand.press(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: link, exact: true }));
      const state = emptyState(page, heading);
      await expect(state, link).toContainText(example);
      await expect(
        state.getByRole("button", { name: action }).or(state.getByRole("link", { name: action })),
      ).toBeVisible();
    }
  });

  await test.step("the first mail, sent to oneself and read within three minutes of signing up", async () => {
    await hand.press(emptyState(page, "Write the first mail").getByRole("button", { name: "New template" }));
    await page.waitForURL(/\/templates\/[0-9a-f-]{36}/);
    await hand.press(page.getByRole("button", { name: "Send test" }));
    const dialog = page.getByRole("dialog", { name: "Send a test" });
    await expect(dialog.getByLabel("To", { exact: true })).toHaveValue(email);
    await hand.press(dialog.getByRole("button", { name: "Send test" }));
    await expect(dialog.getByText("Delivered")).toBeVisible({ timeout: 30_000 });
    await hand.press(dialog.getByRole("link", { name: "Read it in the Inbox" }));
    await page.waitForURL(/\/inbox\/[0-9a-f-]{36}/);
    await expect(page.getByRole("heading", { name: /^(\[Test\] )?Hello Ada/ }).first()).toBeVisible();
    expect(Date.now() - startedAt).toBeLessThan(MINUTES_3);
  });
}

/** A window of a browser that knows nobody. */
async function asStranger(browser: Browser, baseURL: string | undefined, use: (page: Page) => Promise<void>) {
  const visit = await browser.newContext({ baseURL: baseURL ?? "", viewport: { width: 1440, height: 900 } });
  await use(await visit.newPage());
  await visit.close();
}

const run = Date.now().toString(36);

test("a newcomer reads their first mail within three minutes, past empty pages that help, by mouse", async ({
  signedIn,
  browser,
  baseURL,
}) => {
  await signedIn.goto("/w/main/tasks");
  await asStranger(browser, baseURL, (page) =>
    beginAsNewcomer(signedIn, page, mouse(page), `nora-m${run}@example.com`),
  );
});

test("a newcomer reads their first mail within three minutes, past empty pages that help, with keys alone", async ({
  signedIn,
  browser,
  baseURL,
}) => {
  await signedIn.goto("/w/main/tasks");
  await asStranger(browser, baseURL, (page) =>
    beginAsNewcomer(signedIn, page, keyboard(page), `nora-k${run}@example.com`),
  );
});
