import type { Locator, Page, Response } from "@playwright/test";
import { Analytics } from "@segment/analytics-node";
import { query } from "./support/database";
import { expect, test } from "./support/product";

/**
 * The product's promise in one walk, by hand only, from an empty workspace: draw event → email → wait 1 day → branch "opened?" →
 * two different emails → goal, preview as a person, publish, post events with a CDP's SDK, move the clock two days, read the
 * right mails, click a link, unsubscribe, and see the funnel agree with the database.
 */

test.use({ viewport: { width: 1440, height: 1000 } });

async function choose(page: Page, box: Locator, typed: string): Promise<void> {
  await box.click();
  const search = page.locator("[cmdk-input]");
  await search.fill(typed);
  await page.locator("[cmdk-item]").filter({ hasText: typed }).first().click();
}

async function createWorkspace(page: Page, name: string): Promise<string> {
  await page.goto("/");
  await page.waitForURL(/\/w\//);
  await page
    .getByRole("button", { name: /Sandbox/ })
    .first()
    .click();
  await page
    .getByRole("menuitem", { name: /workspace/i })
    .last()
    .click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /Create/ })
    .click();
  await page.waitForURL((url) => !url.pathname.startsWith("/w/main"));
  return new URL(page.url()).pathname.split("/")[2] ?? "";
}

async function createKey(page: Page, slug: string): Promise<string> {
  await page.goto(`/w/${slug}/settings/keys`);
  await page.getByRole("button", { name: "Create key" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Shop backend");
  await dialog.getByRole("button", { name: /Create/ }).click();
  const secret = await page
    .getByText(/^sk_[A-Za-z0-9_-]{20,}$/)
    .first()
    .textContent();
  expect(secret).toMatch(/^sk_/);
  return secret ?? "";
}

/** Adds a step at the n-th "+" that is labelled like this and leaves its settings open. */
async function addStep(page: Page, plus: RegExp, step: string): Promise<Locator> {
  await page.getByRole("button", { name: "Fit the journey on the screen" }).click();
  await page.getByRole("button", { name: plus }).last().click();
  await page.getByRole("combobox", { name: /Search/ }).fill(step);
  await page
    .getByRole("option", { name: new RegExp(`^${step}`) })
    .first()
    .click();
  const settings = page.getByRole("complementary", { name: new RegExp(`Settings: ${step}`) });
  await expect(settings).toBeVisible();
  return settings;
}

async function writeMail(settings: Locator, subject: string, body: string): Promise<void> {
  await settings.getByText("Write here").click();
  await settings.getByLabel("Subject").fill(subject);
  await settings.getByLabel("Text").fill(body);
}

async function addPerson(page: Page, slug: string): Promise<void> {
  await page.goto(`/w/${slug}/people`);
  await page
    .getByRole("button", { name: /Add (a )?person/ })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Id in your product").fill("ada");
  await dialog.getByLabel("Email").fill("ada@example.com");
  await dialog.getByLabel("First name").fill("Ada");
  await dialog.getByRole("button", { name: /Add/ }).click();
  await expect(dialog).toBeHidden();
}

async function moveClock(page: Page, days: number): Promise<void> {
  for (let day = 0; day < days; day++) {
    await page
      .getByRole("button", { name: /Move clock|Sandbox · Move clock/ })
      .last()
      .click();
    // The message of the day before may still stand there.
    const isAnswer = (response: Response) =>
      response.url().endsWith("/api/v1/clock") && response.request().method() === "POST";
    await Promise.all([
      page.waitForResponse(isAnswer, { timeout: 35_000 }),
      page.getByRole("button", { name: "+1 day" }).click(),
    ]);
    await expect(page.getByText(/^It is now/).last()).toBeVisible();
    await page.keyboard.press("Escape");
  }
}

/** What a shop's backend does: the SDK as it comes from npm, with nothing but another host. */
async function postEvents(host: string, writeKey: string): Promise<void> {
  const analytics = new Analytics({ writeKey, host, flushAt: 1 });
  const errors: unknown[] = [];
  analytics.on("error", (error) => errors.push(error));
  for (const [userId, first_name] of [
    ["ada", "Ada"],
    ["bob", "Bob"],
  ] as const) {
    analytics.identify({ userId, traits: { email: `${userId}@example.com`, first_name } });
    analytics.track({ userId, event: "user_registered", properties: { plan: "free" } });
  }
  await analytics.closeAndFlush();
  expect(errors).toEqual([]);
}

/** The same figures counted from the log and the ledger, not from the counters that the page reads. */
async function funnelFromSql(journeyId: string): Promise<Record<string, number>> {
  const [row] = await query<Record<string, number>>(
    `select (select count(*)::int from enrollments where journey_id = $1) as entered,
       (select count(*)::int from enrollments where journey_id = $1 and state = 'active') as active,
       count(*) filter (where d.status = 'sent')::int as sent, count(d.opened_at)::int as opened,
       count(d.clicked_at)::int as clicked, count(d.unsubscribed_at)::int as unsubscribed
     from sends d join journey_versions v on v.id = d.version_id where v.journey_id = $1`,
    [journeyId],
  );
  if (!row) throw new Error("no figures");
  return row;
}

test("J5 a marketer draws a journey, and people walk it", async ({ signedIn: page, baseURL }) => {
  test.setTimeout(180_000);
  const slug = await createWorkspace(page, `Path ${Date.now() % 100_000}`);
  const key = await createKey(page, slug);

  await page.goto(`/w/${slug}/journeys`);
  await page.getByRole("button", { name: "New journey" }).first().click();
  await page.waitForURL(/\/journeys\/[0-9a-f-]{36}/);
  const journeyId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await page.getByRole("button", { name: /^Event happens/ }).click();
  await choose(page, page.getByRole("combobox", { name: "Event" }), "user_registered");

  const welcome = await addStep(page, /Add a step/, "Send email");
  await writeMail(
    welcome,
    "Welcome, {{ first_name }}",
    "Hello {{ first_name }}, start at https://shop.example.com/start",
  );
  const wait = await addStep(page, /Add a step/, "Wait");
  await expect(wait).toBeVisible();
  const branch = await addStep(page, /Add a step after Wait 1 day/, "Yes / no branch");
  await branch.getByRole("button", { name: "Add a rule" }).click();
  await page.getByRole("menuitem", { name: /Email engagement/ }).click();
  await branch.getByLabel("Which email").click();
  await page.getByRole("option", { name: /Welcome/ }).click();
  await expect(page.getByRole("button", { name: /^Yes \/ no branch: Opened .*Welcome/ })).toBeVisible();

  const opened = await addStep(page, /yes/i, "Send email");
  await writeMail(opened, "Glad you looked", "Here is what to do next: https://shop.example.com/next");
  const unopened = await addStep(page, /\bno\b/i, "Send email");
  await writeMail(unopened, "Did you miss us?", "Our first mail may have got lost: https://shop.example.com/again");
  const goal = await addStep(page, /Add a step after Send “Glad you looked”/, "Goal");
  await choose(page, goal.getByRole("combobox", { name: "Event" }), "purchase_completed");
  await page.getByRole("button", { name: /^Send email: Send “Did you miss us\?”/ }).click();
  const lost = page.getByRole("complementary", { name: "Settings: Send email" });
  await choose(page, lost.getByRole("combobox", { name: /leads/ }), "Goal");
  await expect(page.getByRole("button", { name: "No problems" })).toBeVisible();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();

  await addPerson(page, slug);
  await page.goto(`/w/${slug}/journeys/${journeyId}`);
  await page.getByRole("button", { name: "Walk", exact: true }).click();
  const walk = page.getByRole("complementary", { name: "Walk" });
  await choose(page, walk.getByRole("combobox", { name: "Person" }), "Ada");
  await walk.getByRole("button", { name: "Walk", exact: true }).click();
  const mails = page.getByRole("region", { name: "Messages" });
  await expect(mails.getByText("Welcome, Ada")).toBeVisible();
  await expect(mails.getByText("Did you miss us?").first()).toBeVisible();
  await walk.getByRole("button", { name: "Back to editing" }).click();

  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Version 1 is live")).toBeVisible();

  await postEvents(baseURL ?? "", key);
  await page.goto(`/w/${slug}/inbox`);
  await expect(page.getByRole("link", { name: /Welcome, Ada/ })).toBeVisible({ timeout: 20_000 });

  // Ada clicks; Bob does nothing.
  await page.context().route("https://shop.example.com/**", (route) => route.fulfill({ body: "the shop" }));
  await page.getByRole("link", { name: /Welcome, Ada/ }).click();
  const mail = page.frameLocator("iframe").first();
  const [shop] = await Promise.all([
    page.waitForEvent("popup", { timeout: 10_000 }),
    page.context().waitForEvent("request", {
      predicate: (request) => request.url() === "https://shop.example.com/start",
      timeout: 10_000,
    }),
    mail.getByRole("link", { name: /shop\.example\.com/ }).click(),
  ]);
  await shop.close();

  await moveClock(page, 2);
  await page.goto(`/w/${slug}/inbox`);
  await expect(page.getByRole("link", { name: /Glad you looked.*ada@|ada@.*Glad you looked/s })).toHaveCount(1);
  await expect(page.getByRole("link", { name: /Did you miss us\?.*bob@|bob@.*Did you miss us\?/s })).toHaveCount(1);
  await expect(page.getByRole("list", { name: "Messages" }).getByRole("link")).toHaveCount(4);

  await page.getByRole("link", { name: /Did you miss us/ }).click();
  const [goodbye] = await Promise.all([
    page.waitForEvent("popup", { timeout: 10_000 }),
    page.frameLocator("iframe").first().getByRole("link", { name: "Unsubscribe" }).click(),
  ]);
  await goodbye.getByRole("button", { name: /Unsubscribe/ }).click();
  await expect(goodbye.getByText(/unsubscribed|no more|will not/i).first()).toBeVisible();
  await goodbye.close();

  await page.goto(`/w/${slug}/journeys/${journeyId}`);
  await page.getByRole("navigation", { name: "Views of the journey" }).getByText("Report").click();
  await expect(page.getByText("Entered").first()).toBeVisible();
  const funnel = { entered: 2, active: 0, sent: 4, opened: 1, clicked: 1, unsubscribed: 1 };
  await expect.poll(() => funnelFromSql(journeyId)).toEqual(funnel);
  const told = async () => {
    const { entered, active, messages } = await page.evaluate(
      async ([id, workspace]) =>
        (await fetch(`/api/v1/journeys/${id}/report`, { headers: { "X-Sojourn-Workspace": workspace ?? "" } })).json(),
      [journeyId, slug],
    );
    const { sent, opened: opens, clicked, unsubscribed } = messages;
    return { entered, active, sent, opened: opens, clicked, unsubscribed };
  };
  await expect.poll(told).toEqual(funnel);
});
