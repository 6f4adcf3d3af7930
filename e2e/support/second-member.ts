import type { Browser, Page } from "@playwright/test";
import { expect, owner } from "./product";

/** A colleague of the owner in a browser of their own: invited with a role, signed up as the link lets them. Close its context in the end. */
export async function joinAs(
  browser: Browser,
  ownersPage: Page,
  baseURL: string,
  { name, role }: { name: string; role: string },
): Promise<{ page: Page; email: string }> {
  const origin = { origin: baseURL };
  const email = `${name.split(" ")[0]?.toLowerCase()}-${Date.now().toString(36)}@example.com`;
  const invited = await ownersPage.request.post("/api/v1/invitations", {
    data: { email, role },
    headers: { ...origin, "x-sojourn-workspace": "main" },
  });
  const { token: invitation }: { token: string } = await invited.json();
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  const account = { name, email, password: owner.password, invitation };
  const joined = await context.request.post("/api/auth/sign-up/email", { data: account, headers: origin });
  expect(joined.ok(), await joined.text()).toBe(true);
  return { page: await context.newPage(), email };
}
