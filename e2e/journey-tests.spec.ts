import { expectAccessible } from "./support/expect-accessible";
import { type Api, expect, test } from "./support/product";

type Made = { id: string };

const graph = {
  nodes: [
    { id: "start", type: "trigger.event", config: { event: "cart_abandoned" } },
    {
      id: "hour",
      type: "wait_for_event",
      config: { events: [{ event: "purchase_completed", port: "bought" }], timeout: "PT1H" },
    },
    { id: "remind", type: "email", config: { subject: "Your cart, {{ first_name }}", body: "Come back" } },
    { id: "thanks", type: "add_tag", config: { tag: "buyer" } },
  ],
  edges: [
    { from: "start", port: "next", to: "hour" },
    { from: "hour", port: "bought", to: "thanks" },
    { from: "hour", port: "timeout", to: "remind" },
  ],
};

async function makeJourney(api: Api, name: string): Promise<string> {
  const { id } = await api.post<Made>("/api/v1/journeys", { name: `${name} ${Date.now().toString(36)}`, graph });
  return id;
}

test.describe("tests of a journey", () => {
  test("J6 are written by hand, fail when the draft changes, and then keep it from being published", async ({
    signedIn: page,
    api,
  }) => {
    const journey = await makeJourney(api, "Cart");
    await page.goto(`/w/main/journeys/${journey}?view=tests`);
    await page.getByRole("button", { name: "Write a test" }).first().click();
    const form = page.getByRole("dialog", { name: "Write a test" });
    await form.getByLabel("Name", { exact: true }).fill("Who buys nothing is reminded");
    await form.getByRole("button", { name: "Expect what happens now" }).click();
    await expect(form.getByText("It passes with the draft as it is saved.")).toBeVisible();
    await expect(form.getByLabel("Subject of mail 1 contains")).toHaveValue("Your cart, Ada");
    await expectAccessible(page, "the form of a test");
    await form.getByRole("button", { name: "Save the test" }).click();
    await expect(page.getByLabel("Passes")).toHaveCount(1);
    await expect(page.getByRole("button", { name: /^Tests/ })).toContainText("1 pass");

    const { revision } = await api.get<{ revision: number }>(`/api/v1/journeys/${journey}`);
    const changed = structuredClone(graph);
    Object.assign(changed.nodes[2]?.config ?? {}, { subject: "Still there?" });
    const saved = await page.request.fetch(`/api/v1/journeys/${journey}`, {
      method: "PATCH",
      headers: { authorization: "Bearer sk_e2e_0123456789abcdefghijklmnop", "if-match": `"${revision}"` },
      data: { graph: changed },
    });
    expect(saved.status()).toBe(200);
    await page.reload();
    await expect(page.getByLabel("Fails")).toHaveCount(1);
    await expect(
      page.getByText(/should have “Your cart, Ada” in its subject, which is “Still there\?”/).first(),
    ).toBeVisible();
    await expectAccessible(page, "a failing test");

    await page.getByRole("button", { name: "Publish", exact: true }).click();
    const sheet = page.getByRole("dialog", { name: /^Publish version/ });
    await expect(sheet.getByRole("button", { name: "Publish", exact: true })).toBeDisabled();
    await sheet.getByLabel("Publish all the same, because").fill("The new subject is meant.");
    await expect(sheet.getByRole("button", { name: "Publish", exact: true })).toBeEnabled();
    await sheet.getByRole("button", { name: "Not yet" }).click();

    await page.getByRole("button", { name: "More for Who buys nothing is reminded" }).click();
    await page.getByRole("menuitem", { name: "Expect what happens now" }).click();
    await expect(page.getByLabel("Passes")).toHaveCount(1);
  });

  test("a new one is calm until something is expected, and begins when it is now in the workspace", async ({
    signedIn: page,
    api,
  }) => {
    await api.post("/api/v1/clock", { advance: "P2D" });
    const journey = await makeJourney(api, "Calm");
    await page.goto(`/w/main/journeys/${journey}?view=tests`);
    await page.getByRole("button", { name: "Write a test" }).first().click();
    const form = page.getByRole("dialog", { name: "Write a test" });
    await expect(form.getByText(/^As the draft is now: 3 steps, 1 mail, “Completed”/)).toBeVisible();
    await expect(form.getByText(/should/)).toHaveCount(0);
    await expect(form.getByRole("button", { name: "Save the test" })).toBeDisabled();
    const begins = Date.parse(`${await form.getByLabel("At", { exact: true }).inputValue()}Z`);
    const { now } = await api.get<{ now: string }>("/api/v1/clock");
    expect(Math.abs(begins - Date.parse(now)), "the zone may make a difference of hours").toBeLessThan(20 * 3_600_000);

    await form.getByRole("combobox", { name: "How it ends" }).click();
    await page.getByRole("option", { name: "Left early" }).click();
    await expect(form.getByText("It should end as “Left early”, but ends as “Completed”.")).toBeVisible();
  });

  test("work by keyboard alone, and a deleted one comes back", async ({ signedIn: page, api }) => {
    const journey = await makeJourney(api, "Keys");
    await api.post(`/api/v1/journeys/${journey}/tests/record`, {
      name: "Recorded",
      subscriber: { first_name: "Bo" },
      trigger: { event: "cart_abandoned" },
    });
    await page.goto(`/w/main/journeys/${journey}?view=tests`);
    await page.getByRole("button", { name: "Recorded", exact: true }).focus();
    await page.keyboard.press("Enter");
    const form = page.getByRole("dialog", { name: "Recorded" });
    await expect(form).toBeVisible();
    await form.getByLabel("Name", { exact: true }).focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("Renamed");
    await form.getByRole("button", { name: "Save the test" }).focus();
    await page.keyboard.press("Enter");
    const more = page.getByRole("button", { name: "More for Renamed" });
    await expect(more).toBeVisible();
    await more.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("menuitem", { name: "Edit" })).toBeFocused();
    await page.keyboard.press("End");
    await expect(page.getByRole("menuitem", { name: /^Delete/ })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "No tests yet" })).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("button", { name: "Renamed", exact: true })).toBeVisible();
  });
});

test("J8 a backtest says what the draft would have done, with the people behind it", async ({
  signedIn: page,
  api,
}) => {
  const person = `shopper-${Date.now().toString(36)}`;
  await api.call("PUT", `/api/v1/subscribers/${person}`, { email: `${person}@example.com`, first_name: "Grace" });
  await api.post("/api/v1/track", { userId: person, event: "cart_abandoned" });
  await api.post("/api/v1/clock", { advance: "P2D" });
  const journey = await makeJourney(api, "Past");
  await page.goto(`/w/main/journeys/${journey}?view=tests`);
  await page.getByRole("button", { name: "Run the backtest" }).click();
  await expect(page.getByText("Would have entered")).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page, "a backtest");
  await page.getByRole("button", { name: /mails of Send “Your cart/ }).click();
  await expect(page.getByRole("dialog").getByRole("link", { name: "Grace" })).toBeVisible();
});

test("J7 a dry run is begun with a publish, is marked, sends nothing and is ended", async ({ signedIn: page, api }) => {
  const journey = await makeJourney(api, "Dry");
  const person = `dry-${Date.now().toString(36)}`;
  await page.goto(`/w/main/journeys/${journey}`);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  const sheet = page.getByRole("dialog", { name: /^Publish version/ });
  await sheet.getByRole("switch", { name: "As a dry run" }).click();
  await sheet.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText("Dry run", { exact: true })).toBeVisible();

  await api.post("/api/v1/track", {
    userId: person,
    event: "cart_abandoned",
    context: { traits: { email: `${person}@example.com` } },
  });
  await api.post("/api/v1/clock", { advance: "PT2H" });
  const { data } = await api.get<{ data: { status: string; reason: string; subject: string }[] }>(
    `/api/v1/messages?journey_id=${journey}&external_id=${person}`,
  );
  expect(data).toMatchObject([{ status: "skipped", reason: "dry_run", subject: expect.stringContaining("Your cart") }]);

  await page.getByRole("button", { name: "More for this journey" }).click();
  await page.getByRole("menuitem", { name: "End the dry run…" }).click();
  await page.getByRole("button", { name: "End it and send for real" }).click();
  await expect(page.getByText("Dry run", { exact: true })).toHaveCount(0);
});

test("J11 a journey goes out as YAML and comes in again, and a broken file is told with the places", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeJourney(api, "Travelling");
  await page.goto(`/w/main/journeys/${journey}`);
  await page.getByRole("button", { name: "More for this journey" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: 10_000 }),
    page.getByRole("menuitem", { name: "Download as YAML" }).click(),
  ]);
  const file = await download.path();

  await page.goto("/w/main/journeys");
  await page.getByRole("button", { name: "Import" }).click();
  const dialog = page.getByRole("dialog", { name: "Import a journey" });
  await dialog.locator("input[type=file]").setInputFiles({
    name: "bad.yaml",
    mimeType: "application/yaml",
    buffer: Buffer.from("sojourn: 1\njourney: {name: X, graph: {nodes: [{id: a, type: teleport}], edges: []}}"),
  });
  await expect(dialog.getByText("journey.graph.nodes.0")).toBeVisible();
  await dialog.locator("input[type=file]").setInputFiles(file);
  await expect(dialog.getByText(/is here already/).first()).toBeVisible();
  await expectAccessible(page, "the import");
  await dialog.getByRole("button", { name: "Import as a new one" }).click();
  await page.waitForURL((url) => /journeys\/[0-9a-f-]{36}/.test(url.pathname) && !url.pathname.includes(journey));
});
