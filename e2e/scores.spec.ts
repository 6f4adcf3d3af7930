import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/expect-accessible";
import { type Api, expect, test } from "./support/product";

type Scoring = {
  enabled: boolean;
  building: unknown;
  rules: { lead: { points: Record<string, number> } };
  lifecycle: unknown[];
};

const unique = () => `${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;

const track = (api: Api, userId: string, event: string) =>
  api.post("/api/v1/track", {
    userId,
    event,
    context: { traits: { first_name: "Ada", email: `${userId}@example.com` } },
  });

const saved = async (page: Page) => {
  await expect(page.getByText("Scores saved")).toBeVisible();
};

test("U4 points are set by mouse, people are scored by them, and their page says what made the score", async ({
  signedIn: page,
  api,
}) => {
  const id = unique();
  const event = `asked_${id}`;
  await page.goto("/w/main/settings/scores");
  const score = page.getByRole("switch", { name: "Score people" });
  await expect(score).toBeVisible();
  if (!(await score.isChecked())) await score.click();
  const lead = page.locator("section", { has: page.getByRole("heading", { name: "Lead score" }) });
  await lead.getByRole("button", { name: "Add an event" }).click();
  const row = lead.getByRole("list", { name: "Points for the lead score" }).getByRole("listitem").last();
  await row.getByRole("combobox").click();
  await page.getByPlaceholder("Search or type an event name").fill(event);
  await page.getByRole("option", { name: event }).click();
  await row.getByRole("textbox").fill("many");
  await page.getByRole("button", { name: "Save scores" }).click();
  await expect(row.getByRole("alert")).toBeVisible();
  await row.getByRole("textbox").fill("40");
  await expectAccessible(page, "the scores' settings");
  await page.getByRole("button", { name: "Save scores" }).click();
  await saved(page);
  await expect.poll(async () => (await api.get<Scoring>("/api/v1/scoring")).building, { timeout: 20_000 }).toBeNull();

  await track(api, id, event);
  await page.goto(`/w/main/people/${id}`);
  const card = page.locator("section", { has: page.getByRole("heading", { name: "Scores", exact: true }) });
  await expect(card.getByText("40", { exact: true })).toBeVisible();
  await expect(card.getByText("warm", { exact: true })).toBeVisible();
  await card.getByText("What made the lead score").click();
  await expect(card.getByRole("list", { name: "What made the lead score" })).toContainText("+40 of 40");
  await expectAccessible(page, "a person's scores");
});

test("U4 T10 a class starts a journey, which sorts by the score; a segment of a class has its people", async ({
  signedIn: page,
  api,
}) => {
  const id = unique();
  const made = await api.post<{ id: string }>("/api/v1/journeys", {
    name: `Hot leads ${id}`,
    graph: {
      nodes: [
        { id: "start", type: "trigger.attribute_changed", config: { attribute: "scores.lead_class", to: "hot" } },
        { id: "sort", type: "branch_score", config: { score: "scores.lead", thresholds: [{ key: "top", min: 65 }] } },
        { id: "mail", type: "email", config: { subject: "You have {{ scores.lead }} points", body: "Hello." } },
      ],
      edges: [
        { from: "start", port: "next", to: "sort" },
        { from: "sort", port: "top", to: "mail" },
      ],
    },
  });
  await api.post(`/api/v1/journeys/${made.id}/publish`);
  await expect.poll(async () => (await api.get<Scoring>("/api/v1/scoring")).building, { timeout: 20_000 }).toBeNull();
  await track(api, id, "demo_request");
  await track(api, id, "webinar_signup");
  await expect
    .poll(async () => {
      const { data } = await api.get<{ data: { subject: string }[] }>(`/api/v1/messages?external_id=${id}`);
      return data.map(({ subject }) => subject);
    })
    .toEqual(["You have 70 points"]);

  await page.goto("/w/main/segments/new");
  await page.getByRole("button", { name: "Add a rule" }).click();
  await page.getByRole("menuitem", { name: /^Person/ }).click();
  await page.getByRole("combobox", { name: "Property" }).click();
  await page.getByPlaceholder("Search or type a path").fill("lead class");
  await page.getByRole("option", { name: /^Lead class/ }).click();
  await page.getByLabel("Value", { exact: true }).fill("hot");
  await page.getByLabel("Name", { exact: true }).fill(`Hot ${id}`);
  await page.getByRole("button", { name: "Create segment" }).click();
  await page.waitForURL(/segments\/[0-9a-f-]{36}/);
  await expect(page.getByRole("link", { name: /Ada/ }).first()).toBeVisible();
});

test("U6 a stage follows its rule, written by keyboard alone", async ({ signedIn: page, api }) => {
  const id = unique();
  const event = `bought_${id}`;
  await page.goto("/w/main/settings/scores");
  const add = page.getByRole("button", { name: "Add a stage" });
  await add.focus();
  await page.keyboard.press("Enter");
  const stages = page.getByRole("list", { name: "Stages by their rules" });
  const rule = stages.getByRole("combobox", { name: "Event", exact: true });
  await rule.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByPlaceholder("Search or type an event name")).toBeFocused();
  await page.keyboard.type(event);
  await expect(page.getByRole("option", { name: event })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(rule).toHaveText(event);
  await page.getByRole("button", { name: "Save scores" }).focus();
  await page.keyboard.press("Enter");
  await saved(page);
  await track(api, id, event);
  await expect
    .poll(async () => (await api.get<{ lifecycle_stage: string }>(`/api/v1/subscribers/${id}`)).lifecycle_stage)
    .toBe("prospect");
  const { enabled, rules } = await api.get<Scoring>("/api/v1/scoring");
  await api.call("PUT", "/api/v1/scoring", { enabled, rules, lifecycle: [] });
});

test("T20 what the predictions would have said a month ago stands beside what happened since, as the API counts it", async ({
  signedIn: page,
  api,
}) => {
  const id = unique();
  const { enabled, ...scoring } = await api.get<Scoring>("/api/v1/scoring");
  if (!enabled)
    await api.call("PUT", "/api/v1/scoring", { enabled: true, rules: scoring.rules, lifecycle: scoring.lifecycle });
  const now = Date.parse((await api.get<{ now: string }>("/api/v1/clock")).now);
  const bought = (who: string, ...daysAgo: number[]) =>
    daysAgo.map((days) => ({
      type: "track",
      userId: `${who}-${id}`,
      event: "purchase_completed",
      properties: { total: 20 },
      timestamp: new Date(now - days * 86_400_000).toISOString(),
    }));
  const batch = Array.from({ length: 25 }, (_, n) => [
    ...bought(`lost${n}`, 140, 120, 100),
    ...bought(`keen${n}`, 75, 55, 35, 15),
  ]).flat();
  await api.post("/api/v1/batch", { batch });
  type Quality = {
    people: number;
    measured: { churn: { at_risk: Record<"called" | "others", { people: number; did: number }> } } | null;
  };
  const read = () => api.get<Quality>("/api/v1/scoring/prediction-quality?days=30");
  await expect.poll(async () => (await read()).people, { timeout: 20_000 }).toBeGreaterThanOrEqual(50);
  await api.post("/api/v1/clock", { advance: "PT0S" });
  const { called, others } = (await read()).measured?.churn.at_risk ?? {};
  expect(called?.did).toBeGreaterThanOrEqual(25);

  await page.goto(`/w/main/people/keen1-${id}`);
  await page.getByRole("link", { name: "How good are the predictions?" }).click();
  const card = page.locator("section", { has: page.getByRole("heading", { name: "How good the predictions are" }) });
  await expect(card).toContainText(`Of ${called?.people} people we would have called at risk on`);
  await expect(card).toContainText(
    `${called?.did} stayed silent for the 30 days since; of ${others?.people} others, ${others?.did} did.`,
  );
  await expect(card.getByRole("table", { name: "Churn risk and who stayed silent" })).toContainText(
    "High, 70 and over",
  );
  await expectAccessible(page, "the quality of predictions");
  await card.getByRole("radio", { name: "180 days" }).click();
  await expect(card).toContainText("Not enough data: on");
});
