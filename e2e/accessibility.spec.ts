import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "./support/expect-accessible";
import { type Api, expect, owner, test } from "./support/product";
import { joinAs } from "./support/second-member";

/** What the pages show: the same things in both themes, made once over the API. */
type Scene = {
  journey: string;
  draft: string;
  template: string;
  segment: string;
  person: string;
  message: string;
  unsubscribe: string;
};
type Made = { id: string };
type Graph = {
  nodes: { id: string; type: string; config: unknown }[];
  edges: { from: string; port: string; to: string }[];
};

const walked: Graph = {
  nodes: [
    { id: "start", type: "trigger.event", config: { event: "user_registered" } },
    { id: "welcome", type: "email", config: { subject: "Welcome, {{ first_name }}", body: "Hello {{ first_name }}." } },
    { id: "day", type: "wait", config: { duration: "P1D" } },
    { id: "opened", type: "branch", config: { condition: { message: "opened", node_id: "welcome" } } },
    { id: "offer", type: "email", config: { subject: "An offer", body: "See https://shop.example.com/offer" } },
    { id: "reminder", type: "email", config: { subject: "A reminder", body: "See https://shop.example.com/start" } },
    { id: "bought", type: "goal", config: { event: "purchase_completed", window: "P3D" } },
  ],
  edges: [
    { from: "start", port: "next", to: "welcome" },
    { from: "welcome", port: "next", to: "day" },
    { from: "day", port: "next", to: "opened" },
    { from: "opened", port: "yes", to: "offer" },
    { from: "opened", port: "no", to: "reminder" },
    { from: "offer", port: "next", to: "bought" },
    { from: "reminder", port: "next", to: "bought" },
  ],
};

/** A draft with an error and a warning, so that the panels that speak of problems have something to say. */
const unfinished: Graph = {
  nodes: [
    { id: "start", type: "trigger.event", config: { event: "never_seen" } },
    { id: "empty", type: "email", config: {} },
    { id: "loose", type: "wait", config: { duration: "P1D" } },
  ],
  edges: [{ from: "start", port: "next", to: "empty" }],
};

async function makeScene(api: Api): Promise<Scene> {
  // A failed test makes the runner start over in a new process: names must not meet those of the first time.
  const run = Date.now().toString(36);
  const person = `reader-${run}`;
  const journey = await api.post<Made>("/api/v1/journeys", { name: `Welcome ${run}`, graph: walked });
  await api.post(`/api/v1/journeys/${journey.id}/publish`);
  const draft = await api.post<Made>("/api/v1/journeys", { name: `Unfinished ${run}`, graph: unfinished });
  const template = await api.post<Made>("/api/v1/templates", { name: `Newsletter ${run}` });
  const segment = await api.post<Made>("/api/v1/segments", {
    name: `Readers ${run}`,
    condition: {
      all: [
        { path: "city", op: "equals", value: "Bergen" },
        { event: "user_registered", within: "P30D" },
      ],
    },
  });
  for (const [id, name] of [
    [person, "Ada"],
    [`second-${run}`, "Grace"],
  ])
    await api.call("PUT", `/api/v1/subscribers/${id}`, {
      email: `${id}@example.com`,
      first_name: name,
      attributes: { city: "Bergen" },
      tags: ["newsletter"],
    });
  await api.post("/api/v1/track", { userId: person, event: "user_registered", properties: { plan: "basic" } });
  await api.post("/api/v1/clock", { advance: "P2D" });
  const sent = await api.get<{ data: Made[] }>(`/api/v1/messages?journey_id=${journey.id}&external_id=${person}`);
  const message = sent.data[0]?.id ?? "";
  const { headers } = await api.get<{ headers: Record<string, string> }>(`/api/v1/messages/${message}`);
  const unsubscribe = /<[^>]*(\/u\/[^>]+)>/.exec(headers["List-Unsubscribe"] ?? "")?.[1] ?? "";
  expect(unsubscribe).toMatch(/^\/u\/./);
  return {
    journey: journey.id,
    draft: draft.id,
    template: template.id,
    segment: segment.id,
    person,
    message,
    unsubscribe,
  };
}

/** Looks at the page as it is once it has settled, in both themes. */
async function audit(page: Page, name: string, settled: Locator): Promise<void> {
  await expect.soft(settled, name).toBeVisible();
  await expectAccessible(page, name);
}

/** Pages that are looked at as they open: name, path in the workspace, a heading of theirs. */
function plainPages(scene: Scene): [name: string, path: string, heading: RegExp | string][] {
  return [
    ["overview", "", /./],
    ["journeys", "/journeys", "Journeys"],
    ["emails", "/templates", "Emails"],
    ["people", "/people", "People"],
    ["person", `/people/${scene.person}`, /Ada/],
    ["segments", "/segments", "Segments"],
    ["segment", `/segments/${scene.segment}`, /Readers/],
    ["new segment", "/segments/new", /./],
    ["events", "/events", "Events"],
    ["inbox", "/inbox", "Inbox"],
    ["message", `/inbox/${scene.message}`, /./],
    ["settings", "/settings", /./],
    ["members", "/settings/members", /./],
    ["keys", "/settings/keys", /./],
    ["your account", "/account", "Your account"],
  ];
}

async function auditLists(page: Page, scene: Scene): Promise<void> {
  for (const [name, path, heading] of plainPages(scene)) {
    await page.goto(`/w/main${path}`);
    await audit(page, name, page.getByRole("heading", { name: heading }).first());
  }
}

async function auditJourney(page: Page, { journey, draft }: Scene): Promise<void> {
  const step = (label: RegExp) => page.getByRole("button", { name: label }).first();
  await page.goto(`/w/main/journeys/${journey}`);
  await audit(page, "canvas", step(/^Yes \/ no branch/));
  await step(/^Yes \/ no branch/).click();
  await audit(page, "inspector", page.getByRole("complementary", { name: /^Settings:/ }));
  await page.goto(`/w/main/journeys/${journey}?view=report`);
  await audit(page, "report", page.getByRole("heading", { level: 2 }).first());
  await page.goto(`/w/main/journeys/${journey}?view=settings`);
  await audit(page, "journey settings", page.getByRole("heading", { level: 2 }).first());

  await page.goto(`/w/main/journeys/${draft}`);
  await page.getByRole("button", { name: "Show steps to drag" }).click();
  await audit(page, "palette", page.getByRole("complementary", { name: "Steps to add" }));
  await page.getByRole("button", { name: /^\d+ problems?$/ }).click();
  await audit(page, "problems", page.getByRole("complementary", { name: "Problems" }));
  await page
    .getByRole("button", { name: /^Add a step/ })
    .first()
    .click();
  await audit(page, "step menu", page.getByRole("listbox", { name: "Steps" }));
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await audit(page, "publish", page.getByRole("dialog", { name: /^Publish version/ }));
}

async function auditEditor(page: Page, { template }: Scene): Promise<void> {
  await page.goto(`/w/main/templates/${template}`);
  await audit(page, "email editor", page.getByLabel("Subject").first());
  await page.getByRole("radio", { name: "Preview" }).click();
  await audit(page, "email preview", page.locator("iframe").first());
}

async function auditOverlays(page: Page): Promise<void> {
  await page.goto("/w/main/settings");
  await page
    .getByRole("button", { name: /Move clock/ })
    .first()
    .click();
  await audit(page, "clock", page.getByRole("dialog", { name: "Move the sandbox clock" }));
  await page.keyboard.press("Escape");
  await page.keyboard.press("ControlOrMeta+k");
  await audit(page, "command palette", page.getByRole("option").first());
}

async function auditPhone(page: Page, { journey, message }: Scene): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/w/main");
  await audit(page, "overview on a phone", page.getByRole("heading").first());
  await page.goto(`/w/main/inbox/${message}`);
  await audit(page, "message on a phone", page.getByRole("heading").first());
  await page.goto(`/w/main/journeys/${journey}`);
  const steps = page.getByRole("tree", { name: "Steps of the journey" });
  await audit(page, "outline on a phone", steps);
  await steps.getByRole("treeitem").nth(1).click();
  await audit(page, "step settings on a phone", page.getByRole("dialog"));
}

/** Everything that has an address, as a phone opens it. */
function phonePages(scene: Scene): { name: string; path: string }[] {
  const { journey, draft, person, template } = scene;
  const views = ["", "?view=report", "?view=tests", "?view=settings", "?walk=1", `?person=${person}`, "?node=welcome"];
  return [
    ...plainPages(scene).map(([name, path]) => ({ name, path })),
    ...views.map((view) => ({ name: `journey ${view}`, path: `/journeys/${journey}${view}` })),
    { name: "live version", path: `/journeys/${journey}?version=live` },
    { name: "comparison", path: `/journeys/${journey}?compare=live..draft` },
    { name: "draft with problems", path: `/journeys/${draft}` },
    { name: "gallery", path: "/journeys/gallery" },
    { name: "email editor", path: `/templates/${template}` },
    { name: "discount codes", path: "/templates/codes" },
    { name: "person, why", path: `/people/${person}?tab=journeys&why=${journey}` },
    { name: "person, messages", path: `/people/${person}?tab=messages` },
    { name: "send an event", path: "/events?send=user_registered" },
    { name: "tasks", path: "/tasks" },
  ];
}

test.describe("every page can be used by everybody", () => {
  let scene: Scene;
  test.beforeAll(async ({ api }) => {
    scene = await makeScene(api);
  });

  test("no page scrolls sideways at 390 px", async ({ signedIn: page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const { name, path } of phonePages(scene)) {
      await page.goto(`/w/main${path}`);
      await expect.soft(page.getByRole("heading").first(), name).toBeVisible();
      await expect(page.locator("[aria-busy=true]"), `${name}: loaded`).toHaveCount(0);
      const { wide, room } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        room: document.documentElement.clientWidth,
      }));
      expect.soft(wide, `${name}: wider than the phone`).toBeLessThanOrEqual(room);
    }
  });

  test("nothing serious is found on any of them, light or dark", async ({ signedIn: page, browser, baseURL }) => {
    test.setTimeout(240_000); // more than thirty views, each looked at whole
    await auditLists(page, scene);
    await auditJourney(page, scene);
    await auditEditor(page, scene);
    await auditOverlays(page);
    await auditPhone(page, scene);

    const visit = await browser.newContext({ baseURL: baseURL ?? "" });
    const stranger = await visit.newPage();
    await stranger.goto("/sign-in");
    await audit(stranger, "sign-in", stranger.getByRole("button", { name: "Sign in" }));
    await stranger.goto(scene.unsubscribe);
    await audit(stranger, "unsubscribe", stranger.getByRole("button").first());
    await visit.close();
  });
});

test("a person changes their name and their password by keyboard, and signs in with the new one", async ({
  signedIn: ownersPage,
  browser,
  baseURL,
}) => {
  // Somebody of their own, so that nobody else's sessions end.
  const { page, email } = await joinAs(browser, ownersPage, baseURL ?? "", { name: "Eve", role: "editor" });
  const visit = page.context();
  await page.goto("/w/main/settings/scores");
  const menu = (name: string) => page.getByRole("button", { name: new RegExp(`^${name} ?: account and theme$`) });
  await menu("Eve").press("Enter");
  await page.getByRole("menuitem", { name: "Your account" }).press("Enter");

  await page.getByLabel("Your name").fill("Eve Example");
  await page.keyboard.press("Enter");
  await expect(menu("Eve Example")).toBeVisible();

  const [current, next, again] = ["Current password", "New password", "New password again"].map((label) =>
    page.getByLabel(label, { exact: true }),
  );
  if (!current || !next || !again) throw new Error("three fields");
  await current.fill("not-my-password");
  await next.fill("a-new-long-password");
  await again.fill("a-new-lost-password");
  await page.keyboard.press("Enter");
  await expect(again).toHaveAccessibleDescription("This is not the same as the new password.");
  await again.fill("a-new-long-password");
  await page.keyboard.press("Enter");
  await expect(current).toHaveAccessibleDescription("This is not your current password.");
  await expectAccessible(page, "a password refused");
  await current.fill(owner.password);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Password changed")).toBeVisible();
  await expect(current).toHaveValue("");

  const signedInAgain = await visit.request.post("/api/auth/sign-in/email", {
    data: { email, password: "a-new-long-password" },
    headers: { origin: baseURL ?? "" },
  });
  expect(signedInAgain.ok(), await signedInAgain.text()).toBe(true);
  await visit.close();
});
