import type { Locator, Page } from "@playwright/test";
import { type Graph, makeJourney, openCanvas, storedGraph } from "./support/canvas";
import { expectAccessible } from "./support/expect-accessible";
import { type Api, expect, test } from "./support/product";

/** Every step that decides, waits or reaches beyond the run is put in and set up in the browser, by mouse and by keyboard, and then walked. */

test.use({ viewport: { width: 1280, height: 900 } });

const run = Date.now().toString(36);
const start = (event: string): Graph => ({
  nodes: [{ id: "start", type: "trigger.event", config: { event } }],
  edges: [],
});

async function choose(page: Page, box: Locator, text: string): Promise<void> {
  await box.click();
  await page.locator("[cmdk-input]").fill(text);
  await page.locator("[cmdk-item]").filter({ hasText: text }).first().click();
}

/** Puts a step right after the trigger, in front of what follows, and gives its settings. */
async function insert(page: Page, label: string): Promise<Locator> {
  await page.locator(`[data-slot*='"from":"start","port":"next"']`).click();
  await page.getByRole("combobox", { name: /Search/ }).fill(label);
  await page
    .getByRole("option", { name: new RegExp(`^${label}`) })
    .first()
    .click();
  const settings = page.getByRole("complementary", { name: new RegExp(`Settings: ${label}`) });
  await expect(settings).toBeVisible();
  // The new card takes the focus some frames later, from whoever has gone on meanwhile.
  await expect(page.locator("[data-step]:focus")).toHaveCount(1);
  return settings;
}

const configOf = async (api: Api, journey: string, type: string) =>
  (await storedGraph(api, journey)).nodes.find((node) => node.type === type)?.config;

test("waits: business hours with a holiday, a random while, a rate limit, by mouse", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeJourney(api, start(`visit_${run}`));
  // An event that has been seen is nothing to warn of.
  await api.post("/api/v1/track", { userId: `seen-${run}`, event: `visit_${run}` });
  await openCanvas(page, journey);

  const hours = await insert(page, "Wait for business hours");
  await hours.getByRole("switch", { name: "Open on Saturday" }).click();
  await hours.getByLabel("Saturday from").fill("10:00");
  await hours.getByLabel("Saturday to").fill("14:00");
  await hours.getByLabel(/Closed on: a date/).fill("12-25");
  await hours.getByRole("button", { name: "Add", exact: true }).click();
  await expect
    .poll(() => configOf(api, journey, "wait_business_hours"))
    .toMatchObject({
      hours: { mon: [{ from: "09:00", to: "17:00" }], sat: [{ from: "10:00", to: "14:00" }] },
      holidays: ["12-25"],
    });
  await expectAccessible(page, "business hours");

  const random = await insert(page, "Wait a random while");
  await random.getByRole("combobox", { name: "How" }).click();
  await page.getByRole("option", { name: "At a random moment of the day" }).click();
  await random.getByLabel("Between").fill("09:00");
  await random.getByLabel("And", { exact: true }).fill("11:00");
  await expect.poll(() => configOf(api, journey, "random_delay")).toMatchObject({ from: "09:00", to: "11:00" });

  const limit = await insert(page, "Rate limit");
  await limit.getByLabel("At most").fill("25");
  await expect.poll(() => configOf(api, journey, "rate_limit")).toEqual({ count: 25, period: "PT1H" });
  await expect(page.getByText("At most 25 people in 1 hour").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "No problems" })).toBeVisible();
});

test("decisions and data: best match, a calculation, a condition on an action, a loop, by keyboard where it can be", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeJourney(api, start(`look_${run}`));
  await openCanvas(page, journey);

  const match = await insert(page, "Best match");
  for (const [arm, tag] of [
    [1, "runner"],
    [2, "reader"],
  ] as const) {
    const rules = match.getByRole("group", { name: `Points: rule 1 of exit ${arm}` });
    await rules.getByRole("button", { name: "Add a rule" }).click();
    await page.getByRole("menuitem", { name: /^Tag/ }).click();
    await choose(page, rules.getByRole("combobox", { name: "Tag" }), tag);
  }
  await match.getByLabel("Points of rule 1 of exit 2").fill("20");
  await expect
    .poll(() => configOf(api, journey, "best_match"))
    .toMatchObject({
      arms: [
        { criteria: [{ condition: { all: [{ tag: "runner" }] }, points: 10 }] },
        { criteria: [{ condition: { all: [{ tag: "reader" }] }, points: 20 }] },
      ],
    });
  await expectAccessible(page, "best match");

  const update = await insert(page, "Update attributes");
  const add = update.getByRole("button", { name: "Add a calculation" });
  await add.focus();
  await page.keyboard.press("Enter");
  await choose(page, update.getByRole("combobox", { name: "Attribute of calculation 1" }), "visits");
  await update.getByLabel("Number of calculation 1").fill("5");
  const only = update.getByRole("region", { name: "Only if" });
  await only.getByRole("button", { name: "Add a rule" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: /^Time now/ }).click();
  await expect
    .poll(() => configOf(api, journey, "update_attributes"))
    .toMatchObject({
      compute: [{ path: "visits", op: "add", by: 5 }],
      when: { all: [{ time: "hour", op: "between", value: [9, 17] }] },
    });
  await expectAccessible(page, "calculation and condition");

  await insert(page, "Wait");
  const loop = await insert(page, "Go to a step");
  await loop.getByLabel("At most").fill("2");
  await choose(page, loop.getByRole("combobox", { name: "Go to" }), "Wait 1 day");
  await expect.poll(() => configOf(api, journey, "go_to")).toMatchObject({ at_most: 2 });
});

test("beyond the run: a segment made by hand, an event with properties, another journey; the walk shows each", async ({
  signedIn: page,
  api,
}) => {
  await page.goto("/w/main/segments/new");
  const byHand = page.getByRole("radio", { name: "By hand" });
  await byHand.click();
  await expect(byHand).toBeChecked();
  // Words that stand in the first HTML's field before the page has taken it over are nobody's.
  await page.getByLabel("Name").fill(`Club ${run}`);
  await page.getByRole("button", { name: "Create segment" }).click();
  await api.call("PUT", `/api/v1/subscribers/member-${run}`, { email: `member-${run}@example.com` });
  await page.getByLabel("Ids of people").fill(`member-${run}\nnobody-${run}`);
  await page.getByRole("button", { name: "Add 2 people" }).click();
  await expect(page.getByText(`Nobody has the id nobody-${run}.`)).toBeVisible();
  await expect(page.getByRole("button", { name: `Remove member-${run}` })).toBeVisible();
  await expectAccessible(page, "manual segment");

  const inner = await makeJourney(api, {
    nodes: [
      { id: "start", type: "trigger.manual", config: {} },
      { id: "out", type: "exit", config: { outputs: { code: "A1" } } },
    ],
    edges: [{ from: "start", port: "next", to: "out" }],
  });
  await api.post(`/api/v1/journeys/${inner}/publish`);
  const { name } = await api.get<{ name: string }>(`/api/v1/journeys/${inner}`);
  const journey = await makeJourney(api, start(`buy_${run}`));
  await openCanvas(page, journey);

  const join = await insert(page, "Add to a segment");
  await choose(page, join.getByRole("combobox", { name: "Segment" }), `Club ${run}`);
  const emit = await insert(page, "Emit an event");
  await choose(page, emit.getByRole("combobox", { name: "Event" }), `won_${run}`);
  await emit.getByRole("button", { name: "Add a property" }).click();
  await emit.getByLabel("Properties: name 1").fill("amount");
  await emit.getByLabel("Properties: value 1").fill("{{ event.total }}");
  await expect
    .poll(() => configOf(api, journey, "emit_event"))
    .toEqual({
      event: `won_${run}`,
      properties: { amount: "{{ event.total }}" },
    });
  const call = await insert(page, "Start another journey");
  await choose(page, call.getByRole("combobox", { name: "Journey" }), name);
  await call.getByRole("switch", { name: "Wait until it has ended" }).click();
  await expect.poll(() => configOf(api, journey, "start_journey")).toEqual({ journey_id: inner, wait: true });
  await expectAccessible(page, "another journey");

  const simulated = await api.post<{ visits: { type: string; port?: string }[]; ended: string }>(
    `/api/v1/journeys/${journey}/simulate`,
    { subscriber: { email: "ada@example.com" }, trigger: { event: `buy_${run}`, properties: { total: 5 } } },
  );
  expect(simulated.visits.map(({ type, port }) => `${type} ${port}`)).toEqual([
    "trigger.event next",
    "start_journey next",
    "emit_event next",
    "add_to_segment next",
  ]);

  await api.post(`/api/v1/journeys/${journey}/publish`);
  await api.post("/api/v1/track", { userId: `buyer-${run}`, event: `buy_${run}`, properties: { total: 5 } });
  await expect
    .poll(async () => {
      const { data } = await api.get<{ data: { state: string }[] }>(`/api/v1/journeys/${journey}/enrollments`);
      return data.map(({ state }) => state);
    })
    .toEqual(["completed"]);
  const { data } = await api.get<{ data: { name: string; member_count: number }[] }>("/api/v1/segments");
  expect(data.find((segment) => segment.name === `Club ${run}`)?.member_count).toBe(2);
});
