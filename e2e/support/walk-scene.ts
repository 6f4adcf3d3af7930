import type { Page } from "@playwright/test";
import type { Api } from "./product";

type Made = { id: string };

const graph = {
  nodes: [
    {
      id: "start",
      type: "trigger.event",
      config: { event: "order_placed", where: { path: "event.total", op: "greater_than", value: 100 } },
    },
    { id: "thanks", type: "email", config: { subject: "Thanks, {{ first_name }}", body: "Hello {{ first_name }}." } },
    { id: "day", type: "wait", config: { duration: "P1D" } },
    {
      id: "rich",
      type: "branch",
      config: { condition: { path: "lifetime_value", op: "greater_than", value: 1_000 } },
    },
    { id: "vip", type: "email", config: { subject: "You are a VIP", body: "Hello" } },
    { id: "more", type: "wait_for_event", config: { events: [{ event: "never_sent_at_all", port: "done" }] } },
  ],
  edges: [
    { from: "start", port: "next", to: "thanks" },
    { from: "thanks", port: "next", to: "day" },
    { from: "day", port: "next", to: "rich" },
    { from: "rich", port: "yes", to: "vip" },
    { from: "rich", port: "no", to: "more" },
  ],
};

/** A live journey; Ada is let in and waits a day, Bob's order is too small, Cy has no address. */
export async function makeWalkScene(api: Api) {
  const run = Date.now().toString(36);
  const [ada, bob, cy] = [`walk-ada-${run}`, `walk-bob-${run}`, `walk-cy-${run}`];
  const journey = await api.post<Made>("/api/v1/journeys", { name: `Big orders ${run}`, graph });
  await api.post(`/api/v1/journeys/${journey.id}/publish`);
  for (const [id, name] of [
    [ada, "Ada"],
    [bob, "Bob"],
  ])
    await api.call("PUT", `/api/v1/subscribers/${id}`, {
      email: `${id}@example.com`,
      first_name: `${name} ${run}`,
      timezone: "Asia/Tokyo",
      attributes: { lifetime_value: 900 },
    });
  await api.post("/api/v1/track", { userId: ada, event: "order_placed", properties: { total: 250 } });
  await api.post("/api/v1/track", { userId: bob, event: "order_placed", properties: { total: 20 } });
  await api.post("/api/v1/track", { userId: cy, event: "order_placed", properties: { total: 120 } });
  await api.post("/api/v1/clock", { advance: "PT1M" });
  return { journey: journey.id, ada, bob, name: `Ada ${run}` };
}

/** The workspace that the owner comes to. */
export async function slugOf(page: Page): Promise<string> {
  await page.goto("/");
  await page.waitForURL(/\/w\//);
  return /\/w\/([^/]+)/.exec(page.url())?.[1] ?? "";
}

export const panelOf = (page: Page) => page.getByRole("complementary", { name: "Walk" });
