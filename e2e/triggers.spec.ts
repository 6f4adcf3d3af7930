import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "./support/expect-accessible";
import { expect, test } from "./support/product";

/**
 * Ways in beyond a single event, built in the browser and then really used: a pattern by mouse, a date of the person by keyboard, a schedule;
 * published, fed with events, with the sandbox's clock moved; and people put in by hand.
 */

test.use({ viewport: { width: 1440, height: 1000 } });

type Answer = { data: { external_id: string; entered_at: string }[] };

/** The API with the signed-in person's session, for one workspace. */
function caller(page: Page, slug: string, origin: string) {
  return async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await page.request.fetch(`/api/v1${path}`, {
      method,
      headers: { origin, "x-sojourn-workspace": slug },
      ...(body === undefined ? {} : { data: body }),
    });
    const text = await response.text();
    if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()} ${text}`);
    const parsed: T = text === "" ? undefined : JSON.parse(text);
    return parsed;
  };
}

async function choose(page: Page, box: Locator, typed: string): Promise<void> {
  await box.click();
  await page.locator("[cmdk-input]").fill(typed);
  await page.locator("[cmdk-item]").filter({ hasText: typed }).first().click();
}

async function newJourney(page: Page, slug: string): Promise<string> {
  await page.goto(`/w/${slug}/journeys`);
  await page.getByRole("button", { name: "New journey" }).first().click();
  await page.waitForURL(/\/journeys\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

async function publish(page: Page): Promise<void> {
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText("Version 1 is live")).toBeVisible();
}

test("T4 T11 T13 patterns, dates, schedules and people put in by hand let people in", async ({
  signedIn: page,
  baseURL,
}) => {
  const made = await caller(page, "main", baseURL ?? "")<{ slug: string }>("POST", "/workspaces", {
    name: `Ways in ${Date.now() % 100_000}`,
    mode: "sandbox",
  });
  const { slug } = made;
  const call = caller(page, slug, baseURL ?? "");
  const entered = async (journey: string) =>
    (await call<Answer>("GET", `/journeys/${journey}/enrollments`)).data.map((run) => run.external_id).sort();
  const { secret } = await call<{ secret: string }>("POST", "/api-keys", { name: "Shop", scope: "ingest" });
  const track = async (userId: string, event: string) => {
    const headers = { authorization: `Bearer ${secret}` };
    const sent = await page.request.post("/v1/track", { headers, data: { userId, event } });
    expect(sent.status()).toBe(202);
  };
  const { now } = await call<{ now: string }>("GET", "/clock");
  const birthday = new Date(Date.parse(now) + 2 * 86_400_000).toISOString().slice(5, 10);
  await call("PUT", "/subscribers/ada", { first_name: "Ada", attributes: { birthday: `1990-${birthday}` } });
  await call("PUT", "/subscribers/bob", { first_name: "Bob", attributes: {} });

  // A pattern, by mouse.
  const pattern = await newJourney(page, slug);
  await page.getByRole("button", { name: /^Behaviour adds up/ }).click();
  const settings = page.getByRole("complementary", { name: "Settings: Behaviour adds up" });
  await choose(page, settings.getByRole("combobox", { name: "Event 1", exact: true }), "email_opened");
  await settings.getByLabel("At least this many times").fill("2");
  await settings.getByText("Limits of this trigger").click();
  await expect(settings.getByLabel("Entries a person")).toBeVisible();
  await expectAccessible(page, "settings of a pattern");
  await expect(page.getByText("When “email_opened” happens at least twice in 7 days").first()).toBeVisible();
  await publish(page);

  // A person's own date, by keyboard.
  const date = await newJourney(page, slug);
  await page.getByRole("button", { name: /^A person’s date comes/ }).focus();
  await page.keyboard.press("Enter");
  const dates = page.getByRole("complementary", { name: "Settings: A person’s date comes" });
  await expect(page.locator("[data-step]:focus")).toHaveCount(1);
  await dates.getByRole("combobox", { name: "Date attribute" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("[cmdk-input]")).toBeFocused();
  await page.keyboard.type("birthday");
  await expect(page.locator("[cmdk-item]").filter({ hasText: "birthday" }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await dates.getByRole("switch", { name: "Every year" }).focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("On birthday, every year, at 09:00").first()).toBeVisible();
  await publish(page);

  // A schedule: every day at nine.
  const schedule = await newJourney(page, slug);
  await page.getByRole("button", { name: /^At a time/ }).click();
  const times = page.getByRole("complementary", { name: "Settings: At a time" });
  await times.getByRole("button", { name: /^Mon/ }).first().click();
  await expect(page.getByText("Everybody enters every day at 09:00").first()).toBeVisible();
  await publish(page);

  // What people do, and what the clock brings.
  const afterAnOpen = async () => {
    await track("ada", "email_opened");
    return entered(pattern);
  };
  await expect.poll(afterAnOpen, { timeout: 20_000 }).toEqual(["ada"]);
  const moved = await call<{ settled: boolean }>("POST", "/clock", { advance: "P3D" });
  expect(moved.settled).toBe(true);
  expect(await entered(date)).toEqual(["ada"]);
  const daily = await entered(schedule);
  expect(daily.filter((who) => who === "ada")).toHaveLength(3);
  expect(daily.filter((who) => who === "bob")).toHaveLength(3);

  // By hand, with the number first.
  await page.goto(`/w/${slug}/journeys/${pattern}`);
  await page.getByRole("button", { name: "More for this journey" }).click();
  await page.getByRole("menuitem", { name: "Add people…" }).click();
  const sheet = page.getByRole("dialog", { name: "Add people" });
  await sheet.getByText("A list", { exact: true }).click();
  await sheet.getByLabel("Ids").fill("external_id\nbob\nnobody");
  await expect(sheet.getByText("1 of the ids are not known here: nobody")).toBeVisible();
  await sheet.getByRole("button", { name: "Add 1 person" }).click();
  await expect(sheet.getByText("1 person has entered")).toBeVisible({ timeout: 20_000 });
  expect(await entered(pattern)).toEqual(["ada", "bob"]);
});
