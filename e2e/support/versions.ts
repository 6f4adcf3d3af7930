import type { Page } from "@playwright/test";
import { query } from "./database";
import { apiKey, expect } from "./product";

/** Stores a draft as somebody else would, whatever is open in the browser. */
export async function saveDraft(page: Page, journey: string, graph: object): Promise<void> {
  const saved = await page.request.patch(`/api/v1/journeys/${journey}`, {
    data: { graph },
    headers: { "if-match": "*", authorization: `Bearer ${apiKey}` },
  });
  expect(saved.ok(), await saved.text()).toBe(true);
}

/** Where a person stands: "2 day" is version 2 at the step "day"; undefined when they have left. */
export async function standsAt(externalId: string): Promise<string | undefined> {
  const rows = await query<{ at: string }>(
    `select v.number || ' ' || (v.graph->'nodes'->(w.node::int)->>'id') as at from waiting w
     join journey_versions v on v.id = w.version_id join subscribers s on s.id = w.subscriber_id where s.external_id = $1`,
    [externalId],
  );
  return rows[0]?.at;
}

const leaving = (tag: string, later: boolean) => ({
  nodes: [
    { id: "start", type: "trigger.event", config: { event: "nobody_sends_this" } },
    { id: "mark", type: "add_tag", config: { tag } },
    ...(later ? [{ id: "later", type: "wait", config: { duration: "P30D" } }] : []),
  ],
  edges: [{ from: "start", port: "next", to: "mark" }, ...(later ? [{ from: "mark", port: "next", to: "later" }] : [])],
});

/** Drafts without the step where people stand: what is chosen for them, and where they stand when version `next` (and so on) is live. */
export function removals(before: string, next: number) {
  return [
    { graph: leaving("third", true), choice: /^Finish on version/, stands: before },
    { graph: leaving("fourth", true), choice: /^Go to: Wait 30 days/, stands: `${next + 1} later` },
    { graph: leaving("fifth", false), choice: /^Leave the journey/, stands: undefined },
  ];
}
