import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/expect-accessible";
import { type Api, expect, test } from "./support/product";

/** A mail seen as its readers see it: person by person, in every size and colour, with what is empty, hidden or wrong one click from its block. */

const run = Date.now().toString(36);
type Made = { id: string };

const document = {
  v: 2,
  subject: "Hi {{ first_name | default: 'you' }}",
  preheader: "News of the week",
  blocks: [
    { id: "plan", type: "heading", text: `Your plan: {{ plan_${run} }}` },
    { id: "pros", type: "heading", text: "Only for pros", when: { path: `plan_${run}`, op: "equals", value: "pro" } },
    { id: "go", type: "button", label: "Read on", href: "http://example.com/news" },
    { id: "footer", type: "footer" },
  ],
};

/** Two people in a segment of their own: the newest has no plan, the other is a pro. */
async function makeScene(api: Api): Promise<{ template: string; segment: string }> {
  const attributes = { [`plan_${run}`]: "pro" };
  await api.call("PUT", `/api/v1/subscribers/pro-${run}`, {
    email: `pro-${run}@example.com`,
    first_name: "Petra",
    attributes,
  });
  await api.call("PUT", `/api/v1/subscribers/new-${run}`, { email: `new-${run}@example.com`, first_name: "Nils" });
  const segment = await api.post<Made>("/api/v1/segments", { name: `Readers ${run}`, kind: "manual" });
  await api.post(`/api/v1/segments/${segment.id}/members`, { external_ids: [`pro-${run}`, `new-${run}`] });
  const template = await api.post<Made>("/api/v1/templates", { name: `News ${run}`, document });
  return { template: template.id, segment: `Readers ${run}` };
}

async function openPreview(page: Page, template: string): Promise<void> {
  await page.goto("/");
  await page.waitForURL(/\/w\/[^/]+/);
  const slug = /\/w\/([^/]+)/.exec(page.url())?.[1] ?? "";
  await page.goto(`/w/${slug}/templates/${template}`);
  await page.getByRole("radio", { name: "Preview" }).click();
}

test("a mail is seen as one reader after another, in every colour and part, and its gaps lead to their block", async ({
  signedIn: page,
  api,
}) => {
  const { template, segment } = await makeScene(api);
  await openPreview(page, template);
  await page.getByRole("combobox", { name: "Audience" }).click();
  await page.getByRole("option", { name: new RegExp(segment) }).click();
  await page.getByRole("button", { name: "Next person" }).click();
  const mail = page.frameLocator("iframe[title^='Preview']");
  await expect(page.getByRole("heading", { name: "Hi Nils" })).toBeVisible();
  await expect(mail.locator(`[data-missing="plan_${run}"]`)).toBeVisible();
  await expect(page.getByText("empty for Nils, missing for 1 of 2 people")).toBeVisible();
  await expect(page.getByText(/is hidden for Nils/)).toBeVisible();

  const next = page.getByRole("button", { name: "Next person" });
  await next.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Hi Petra" })).toBeVisible();
  await expect(mail.getByText("Only for pros")).toBeVisible();
  await expect(next).toBeDisabled();

  await page.getByRole("radio", { name: "Small phone, 320 px" }).click();
  await expect.poll(async () => (await page.locator("iframe[title^='Preview']").boundingBox())?.width).toBe(320);
  await page.getByRole("radio", { name: "Inverted by the mail app" }).click();
  await expect.poll(() => mail.locator("html").evaluate((html) => getComputedStyle(html).filter)).toContain("invert");
  await page.getByRole("radio", { name: "Headers" }).click();
  await expect(page.getByRole("region", { name: "Headers" })).toContainText(
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
  );
  await page.getByRole("radio", { name: "Source" }).click();
  await expect(page.getByRole("button", { name: "Copy source" })).toBeVisible();
  await expectAccessible(page, "source of a mail");

  await page.getByRole("radio", { name: "HTML" }).click();
  await page.getByRole("button", { name: "Previous person" }).click();
  await mail.locator(`[data-missing="plan_${run}"]`).click();
  await expect(page.locator("#block-plan")).toBeVisible();
});
