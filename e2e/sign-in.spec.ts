import type { Page } from "@playwright/test";
import { expect, owner, test } from "./support/product";
import { joinAs } from "./support/second-member";

async function signInAs(page: Page, email: string): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("who signs in again is where they were: in the workspace last used, and on the page that they asked for", async ({
  signedIn: ownersPage,
  browser,
  baseURL,
}) => {
  const { page, email } = await joinAs(browser, ownersPage, baseURL ?? "", { name: "Mary", role: "editor" });
  // By name it comes before "Main" or whatever the owner's is called; what was used last decides.
  const made = await page.request.post("/api/v1/workspaces", {
    data: { name: `0 Mary's own ${Date.now().toString(36)}`, mode: "sandbox" },
    headers: { origin: baseURL ?? "" },
  });
  const { slug }: { slug: string } = await made.json();

  await page.goto("/w/main/events");
  await page.getByRole("button", { name: /: account and theme$/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL(/\/sign-in$/);
  await signInAs(page, email);
  await page.waitForURL(/\/w\/main$/);

  await page.goto(`/w/${slug}`);
  await expect(page.getByRole("button", { name: /: account and theme$/ })).toBeVisible();
  await page.goto("/");
  await page.waitForURL(new RegExp(`/w/${slug}$`));

  // A session that has ended somewhere else.
  await page.context().clearCookies({ name: /session/ });
  await page.goto("/w/main/people?q=ada%20l");
  await page.waitForURL(/\/sign-in\?next=/);
  await signInAs(page, email);
  await page.waitForURL(/\/w\/main\/people\?q=ada(%20|\+)l$/);
  await expect(page.getByRole("heading", { name: "People", exact: true })).toBeVisible();
  await page.context().close();
});
