import type { Page } from "@playwright/test";
import { standardEvents } from "@/lib/journey/standard-events";
import { type Graph, openCanvas, step, storedGraph } from "./support/canvas";
import { expectAccessible } from "./support/expect-accessible";
import { type Api, expect, test } from "./support/product";

/** The life of a journey beyond its steps: whom it knows, who gets in by number, and what drafts, pauses, ends and copies mean for people. */

test.use({ viewport: { width: 1280, height: 1000 } });

const run = `${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;
const DAY_MS = 86_400_000;
type Made = { id: string };
type Run = { external_id: string; state: string; end_reason: string | null };

async function makeJourney(api: Api, name: string, graph: Graph): Promise<string> {
  return (await api.post<Made>("/api/v1/journeys", { name: `${name} ${run}`, graph })).id;
}

async function runsOf(api: Api, journey: string): Promise<Run[]> {
  const { data } = await api.get<{ data: Run[] }>(`/api/v1/journeys/${journey}/enrollments`);
  return data.sort((a, b) => a.external_id.localeCompare(b.external_id));
}

const entered = async (api: Api, journey: string) => (await runsOf(api, journey)).map(({ external_id }) => external_id);
const track = (api: Api, userId: string, event: string, more: object = {}) =>
  api.post("/api/v1/track", { userId, event, ...more });
const statusOf = async (api: Api, journey: string) =>
  (await api.get<{ status: string }>(`/api/v1/journeys/${journey}`)).status;

async function more(page: Page, entry: string): Promise<void> {
  await page.getByRole("button", { name: "More for this journey" }).click();
  await page.getByRole("menuitem", { name: entry }).click();
}

const start = (event: string): Graph["nodes"][number] => ({ id: "start", type: "trigger.event", config: { event } });
const held = (event: string, duration: string): Graph => ({
  nodes: [start(event), { id: "wait", type: "wait", config: { duration } }],
  edges: [{ from: "start", port: "next", to: "wait" }],
});

test("T2 the list of events knows what products usually send, and what has been seen with its properties", async ({
  signedIn: page,
  api,
}) => {
  const seen = `tyre_changed_${run}`;
  await track(api, `t2-${run}`, seen, { properties: { wheel: "front" } });
  // As the browser's SDK sends them: a page looked at, and a person who is known by name.
  await api.post("/api/v1/page", {
    userId: `t2-${run}`,
    name: "Tyres",
    properties: { url: "https://x.example/tyres" },
  });
  await api.post("/api/v1/identify", { userId: `t2-${run}`, traits: { [`rim_${run}`]: "steel" } });
  const journey = await makeJourney(api, "Picker", { nodes: [start("")], edges: [] });
  await page.goto(`/w/main/journeys/${journey}?node=start`);
  const settings = page.getByRole("complementary", { name: "Settings: Event happens" });
  await settings.getByRole("combobox", { name: "Event", exact: true }).click();
  const list = page.locator("[cmdk-list]");
  for (const event of [...standardEvents, "page_viewed", seen])
    await expect(list.getByText(event, { exact: true }), event).toHaveCount(1);
  await page.locator("[cmdk-input]").fill(seen);
  await page.locator("[cmdk-item]").filter({ hasText: seen }).first().click();
  await settings.getByRole("button", { name: "Add a rule" }).click();
  await page.getByRole("menuitem", { name: /^Event property/ }).click();
  await settings.getByRole("combobox", { name: "Property" }).click();
  await expect(page.getByRole("option", { name: /^wheel/ })).toContainText("front");
  await expect(page.getByRole("option", { name: new RegExp(`^rim_${run}`) })).toContainText("steel");
});

test("T13 one person, and everybody in a segment, are put in by hand with the number first and data that steps see", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeJourney(api, "By hand", {
    nodes: [
      { id: "start", type: "trigger.manual", config: {} },
      { id: "mail", type: "email", config: { subject: "Room {{ event.room }}", body: "See you." } },
    ],
    edges: [{ from: "start", port: "next", to: "mail" }],
  });
  await api.post(`/api/v1/journeys/${journey}/publish`);
  const [ada, bob, cyn] = [`ada-${run}`, `bob-${run}`, `cyn-${run}`];
  const person = (id: string, fields: object) => api.call("PUT", `/api/v1/subscribers/${id}`, fields);
  await person(ada, { first_name: `Ada ${run}`, email: `${ada}@example.com` });
  for (const id of [bob, cyn]) await person(id, { tags: [`club-${run}`] });
  await api.post("/api/v1/segments", { name: `Club of ${run}`, condition: { tag: `club-${run}` } });

  await openCanvas(page, journey);
  await more(page, "Add people…");
  const sheet = page.getByRole("dialog", { name: "Add people" });
  await sheet.getByRole("combobox", { name: "Person" }).click();
  await page.locator("[cmdk-input]").fill(`Ada ${run}`);
  await page.locator("[cmdk-item]").filter({ hasText: ada }).first().click();
  await sheet.getByRole("button", { name: "Add a property" }).click();
  await sheet.getByLabel("Property 1: name").fill("room");
  await sheet.getByLabel("Property 1: value").fill("Blue");
  await expectAccessible(page, "adding people");
  await sheet.getByRole("button", { name: "Add 1 person" }).click();
  await expect(sheet.getByText("1 person has entered")).toBeVisible();
  const mails = async () =>
    (await api.get<{ data: { subject: string }[] }>(`/api/v1/messages?external_id=${ada}`)).data.map((m) => m.subject);
  await expect.poll(mails).toEqual(["Room Blue"]);

  await page.keyboard.press("Escape");
  await more(page, "Add people…");
  await sheet.getByText("A segment", { exact: true }).click();
  await sheet.getByRole("combobox", { name: "Segment" }).press("Enter");
  await expect(page.locator("[cmdk-input]")).toBeFocused();
  await page.keyboard.type(`Club of ${run}`);
  await expect(page.locator("[cmdk-item][data-selected=true]")).toHaveText(`Club of ${run}`);
  await page.keyboard.press("Enter");
  await sheet.getByRole("button", { name: "Add 2 people" }).click();
  await expect(sheet.getByText("2 people have entered")).toBeVisible();
  await expect(sheet.getByRole("progressbar", { name: "People put in" })).toHaveAttribute("aria-valuenow", "100");
  expect(await entered(api, journey)).toEqual([ada, bob, cyn]);
});

test("T20 a risk that is foreseen starts a journey: chosen among the scores, met by whoever buys no more", async ({
  signedIn: page,
  api,
}) => {
  const scoring = await api.get<{ enabled: boolean; rules: object; lifecycle: object[] }>("/api/v1/scoring");
  const { rules, lifecycle } = scoring;
  if (!scoring.enabled) await api.call("PUT", "/api/v1/scoring", { enabled: true, rules, lifecycle });
  // Nobody comes into a class while everybody is being scored for the first time.
  await api.post("/api/v1/clock", { advance: "PT0S" });
  const journey = await makeJourney(api, "At risk", { nodes: [], edges: [] });
  await page.goto(`/w/main/journeys/${journey}`);
  await page.getByRole("button", { name: /^Attribute changes/ }).click();
  const settings = page.getByRole("complementary", { name: "Settings: Attribute changes" });
  await settings.getByRole("combobox", { name: "Attribute" }).click();
  await page.locator("[cmdk-input]").fill("Churn class");
  await page.locator("[cmdk-item]").filter({ hasText: "Churn class" }).first().click();
  await settings.getByLabel("Changes to").fill("high");
  await expect(
    page.getByRole("button", { name: /^Attribute changes: When churn class changes to “high”/i }),
  ).toBeVisible();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText("Version 1 is live")).toBeVisible();

  const who = `keen-${run}`;
  const now = Date.parse((await api.get<{ now: string }>("/api/v1/clock")).now);
  for (const daysAgo of [100, 80, 60])
    await track(api, who, "purchase_completed", {
      properties: { total: 20 },
      timestamp: new Date(now - daysAgo * DAY_MS).toISOString(),
    });
  await expect.poll(() => entered(api, journey)).toEqual([who]);
});

test("T21 who matches when a journey is published is put in as well, with the number said first", async ({
  signedIn: page,
  api,
}) => {
  const ada = `match-${run}`;
  await track(api, ada, `enrolled_${run}`);
  await track(api, `other-${run}`, `graduated_${run}`);
  const journey = await makeJourney(api, "Backfill", held(`enrolled_${run}`, "P1D"));
  await openCanvas(page, journey);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  const sheet = page.getByRole("dialog", { name: "Publish version 1" });
  await expect(sheet.getByText(/^1 person matches the triggers already/)).toBeVisible();
  await sheet.getByRole("switch", { name: "Also put in who matches now" }).press("Space");
  await sheet.getByRole("button", { name: "Publish", exact: true }).click();
  await expect.poll(() => entered(api, journey)).toEqual([ada]);
});

test("J1 J3 J12 what is wrong is named where it is and keeps a draft from going live; then it is copied, finished and archived", async ({
  signedIn: page,
  api,
}) => {
  await track(api, `seen-${run}`, `life_${run}`);
  const graph = held(`life_${run}`, "P1D");
  graph.nodes.push({ id: "mail", type: "email", config: {} });
  graph.edges.push({ from: "wait", port: "next", to: "mail" });
  const journey = await makeJourney(api, "Life", graph);
  await openCanvas(page, journey);
  const publish = page.getByRole("button", { name: "Publish", exact: true });
  await publish.click();
  const sheet = page.getByRole("dialog", { name: "Publish version 1" });
  await expect(sheet.getByRole("button", { name: "Publish", exact: true })).toBeDisabled();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^\d+ problems?$/ }).click();
  const problems = page.getByRole("complementary", { name: "Problems" });
  await problems.getByRole("button", { name: /email/i }).first().press("Enter");
  const settings = page.getByRole("complementary", { name: "Settings: Send email" });
  await settings.getByText("Write here").click();
  await settings.getByLabel("Subject").fill("The day after");
  await settings.getByLabel("Text", { exact: true }).fill("Hello.");
  await expect(page.getByRole("button", { name: "No problems" })).toBeVisible();
  expect(await statusOf(api, journey)).toBe("draft");
  await publish.click();
  await sheet.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText("Version 1 is live")).toBeVisible();
  expect(await statusOf(api, journey)).toBe("active");
  await track(api, `inside-${run}`, `life_${run}`);
  await expect.poll(() => entered(api, journey)).toEqual([`inside-${run}`]);

  await more(page, "Duplicate");
  await page.waitForURL((url) => /journeys\/[0-9a-f-]{36}/.test(url.pathname) && !url.pathname.includes(journey));
  const copy = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await expect(step(page, "mail")).toBeVisible();
  expect(await statusOf(api, copy)).toBe("draft");
  expect((await storedGraph(api, copy)).nodes).toEqual((await storedGraph(api, journey)).nodes);
  await more(page, "Archive…");
  await page.getByRole("dialog").getByRole("button", { name: "Archive for good" }).click();
  await expect.poll(() => statusOf(api, copy)).toBe("archived");

  await openCanvas(page, journey);
  await more(page, "Finish…");
  const finish = page.getByRole("dialog");
  await expect(finish).toContainText(/1 person/);
  await finish.getByRole("button", { name: /^Finish/ }).click();
  await expect.poll(() => statusOf(api, journey)).toBe("completed");
  await track(api, `late-${run}`, `life_${run}`);
  await api.post("/api/v1/clock", { advance: "P2D" });
  expect(await runsOf(api, journey)).toMatchObject([{ external_id: `inside-${run}`, state: "completed" }]);
});

test("J9 a paused journey goes on in four ways: late people at once, their timers shifted, spread, or let go", async ({
  signedIn: page,
  api,
}) => {
  const ways = {
    "As if it had never been paused": [{ state: "completed" }, { state: "active" }],
    "Shift every timer by the length of the pause": [{ state: "active" }, { state: "active" }],
    "Spread those who are late over a while": [{ state: "active" }, { state: "active" }],
    "Let those who are late go": [{ state: "exited", end_reason: "skipped_after_pause" }, { state: "active" }],
  };
  const journeys: string[] = [];
  for (const index of Object.keys(ways).keys()) {
    const journey = await makeJourney(api, `Pause ${index}`, held(`held_${index}_${run}`, "P2D"));
    await api.post(`/api/v1/journeys/${journey}/publish`);
    await track(api, `a-${run}`, `held_${index}_${run}`);
    journeys.push(journey);
  }
  await api.post("/api/v1/clock", { advance: "P1D" });
  for (const index of journeys.keys()) await track(api, `b-${run}`, `held_${index}_${run}`);
  for (const journey of journeys) await expect.poll(() => entered(api, journey)).toHaveLength(2);
  for (const journey of journeys) await api.post(`/api/v1/journeys/${journey}/pause`);
  // One of each journey is late now, the other has half a day to go.
  await api.post("/api/v1/clock", { advance: "P1DT12H" });
  for (const [index, [way, expected]] of Object.entries(ways).entries()) {
    const journey = journeys[index] ?? "";
    await openCanvas(page, journey);
    await page.getByRole("button", { name: "Resume" }).click();
    const dialog = page.getByRole("dialog", { name: /^Resume/ });
    await dialog.getByRole("radio", { name: new RegExp(`^${way}`) }).click();
    if (way.startsWith("Spread")) await dialog.getByLabel("Spread over: hours").fill("3");
    await dialog.getByRole("button", { name: "Resume" }).click();
    await expect(dialog).toBeHidden();
    await expect.poll(() => statusOf(api, journey)).toBe("active");
    await api.post("/api/v1/clock", { advance: "PT0S" });
    // Whoever is spread may come at once by chance; three hours later nobody is late any more.
    if (!way.startsWith("Spread")) expect(await runsOf(api, journey)).toMatchObject(expected);
  }
  await api.post("/api/v1/clock", { advance: "PT4H" });
  expect(await runsOf(api, journeys[2] ?? "")).toMatchObject([{ state: "completed" }, { state: "active" }]);
  await api.post("/api/v1/clock", { advance: "P1D" });
  expect(await runsOf(api, journeys[1] ?? "")).toMatchObject([{ state: "completed" }, { state: "active" }]);
});
