import type { Locator, Page } from "@playwright/test";
import { makeJourney, step } from "./support/canvas";
import { makeMail } from "./support/mail-scene";
import { expect, test } from "./support/product";

test.use({ timezoneId: "Asia/Tokyo", reducedMotion: "no-preference" });

/** A page as its HTML alone draws it, until `arrive`: scripts that it fetches are on their way. */
async function openWithoutScripts(page: Page, path: string): Promise<() => void> {
  const { promise: arrival, resolve: arrive } = Promise.withResolvers<void>();
  await page.route("**/*.js", async (route) => {
    await arrival;
    await route.continue();
  });
  // A busy machine may answer too late for it; then the browser asks, as it does for everything else.
  await expect(async () => {
    await page.goto(path, { waitUntil: "commit" });
    await expect(page.locator("[inert]").first()).toBeAttached({ timeout: 3_000 });
  }).toPass();
  // The browser shows nothing without its styles, but measures all the same when it is asked.
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")].every(({ sheet }) => sheet !== null),
  );
  return arrive;
}

async function placeOf(drawn: Locator) {
  const box = await drawn.boundingBox();
  return box && Object.values(box).map(Math.round);
}

test("pages begin with their answers: what is on them stands in the first HTML, and the browser takes it over as it is", async ({
  signedIn: page,
  api,
}) => {
  const run = Date.now().toString(36);
  const { name } = await api.get<{ name: string }>(`/api/v1/journeys/${await makeJourney(api)}`);
  const person = `paint-${run}@example.com`;
  await api.call("PUT", `/api/v1/subscribers/paint-${run}`, { email: person });
  const segment = `Painted ${run}`;
  await api.post("/api/v1/segments", { name: segment, kind: "manual" });

  const said: string[] = [];
  page.on("console", (message) => message.type() === "error" && said.push(`${page.url()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`${page.url()}: ${error.message}`));
  const pages: [path: string, shows: string][] = [
    ["", "Recent activity"],
    ["/journeys", name],
    ["/people", person],
    ["/segments", segment],
  ];
  for (const [path, shows] of pages) {
    // A busy machine may answer too late for it; then the browser asks, as it does for everything else.
    await expect.poll(async () => (await page.request.get(`/w/main${path}`)).text()).toContain(shows);
    await page.goto(`/w/main${path}`);
    await expect(page.getByText(shows).first()).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
  }
  expect(said).toEqual([]);

  const stranger = await page.request.get("/w/main/people", { headers: { cookie: "" }, maxRedirects: 0 });
  expect(await stranger.text()).not.toContain(person);
});

for (const { screen, ...viewport } of [
  { screen: "a screen that shows all of it", width: 1440, height: 1100 },
  { screen: "a small screen", width: 900, height: 500 },
]) {
  test(`a journey's cards stand in its first HTML, on ${screen} where the drawing has them when it comes`, async ({
    signedIn: page,
    api,
  }) => {
    await page.setViewportSize(viewport);
    const id = await makeJourney(api);
    const said: string[] = [];
    page.on("console", (message) => message.type() === "error" && said.push(message.text()));
    page.on("pageerror", (error) => said.push(error.message));
    const arrive = await openWithoutScripts(page, `/w/main/journeys/${id}`);
    const words = page.getByText("Wait 1 day", { exact: true });
    await expect(words).toBeVisible();
    await expect(page.locator("[inert] input")).toHaveValue(/^Canvas /);
    const before = await placeOf(words);
    arrive();
    await expect(step(page, "day")).toBeVisible();
    await expect(page.locator("[inert]")).toHaveCount(0);
    expect(await placeOf(words)).toEqual(before);
    expect(said).toEqual([]);
  });
}

test("a mail stands in its first HTML, to be read at once and written in when it answers", async ({
  signedIn: page,
  api,
}) => {
  const run = Date.now().toString(36);
  const paragraph = { type: "paragraph", content: [{ type: "text", text: `Our news ${run}` }] };
  const words = { id: "words", type: "text", content: { type: "doc", content: [paragraph] } };
  const id = await makeMail(api, `Painted ${run}`, [words], `Read ${run}`);
  const said: string[] = [];
  page.on("console", (message) => message.type() === "error" && said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  const arrive = await openWithoutScripts(page, `/w/main/templates/${id}`);
  const text = page.locator("#block-words p");
  await expect(text).toBeVisible();
  await expect(text).toHaveText(`Our news ${run}`);
  await expect(page.locator("#mail-subject")).toHaveText(`Read ${run}`);
  const before = await placeOf(text);
  await page.keyboard.press("Tab");
  await expect(page.locator("[inert] :focus")).toHaveCount(0);
  arrive();
  await expect(page.locator("[inert]")).toHaveCount(0);
  expect(await placeOf(text)).toEqual(before);
  await page.getByRole("group", { name: "Text", exact: true }).getByRole("textbox").click();
  await page.keyboard.type(", today");
  await expect(text).toHaveText(`Our news ${run}, today`);
  expect(said).toEqual([]);
});

test("what there is to try stands in the overview's first HTML until it is put away, in this browser", async ({
  signedIn: page,
  api,
}) => {
  await makeJourney(api);
  const html = async () => (await page.request.get("/w/main")).text();
  await expect.poll(html).toContain("Read a test mail");
  await page.goto("/w/main");
  await page.getByRole("button", { name: "Put these away" }).click();
  await expect(page.getByText("Read a test mail")).toHaveCount(0);
  expect(await html()).not.toContain("Read a test mail");
  await page.getByRole("link", { name: "Journeys" }).first().click();
  await expect(page.getByRole("heading", { name: "Journeys", level: 1 })).toBeVisible();
  await page.goBack();
  await expect(page.getByText("Recent activity")).toBeVisible();
  await expect(page.getByText("Read a test mail")).toHaveCount(0);
});
