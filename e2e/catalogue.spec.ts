import type { Browser, BrowserContext, Locator, Page } from "@playwright/test";
import type { GraphEdge } from "@/lib/journey/graph";
import type { JsonObject } from "@/lib/journey/json";
import { nodeDefinition } from "@/lib/nodes/registry";
import { caseGraph } from "@/lib/testing/catalogue/case-graph";
import { catalogue } from "@/lib/testing/catalogue/catalogue";
import type { EnteredCase } from "@/lib/testing/catalogue/catalogue-case";
import { ruleCases } from "@/lib/testing/catalogue/rule-cases";
import { SERVER_EXAMPLE } from "@/lib/testing/catalogue/server-example";
import { withIds } from "@/lib/testing/catalogue/with-ids";
import { sketchGraph } from "@/lib/testing/sketch-graph";
import { act, type Hand, keyboard, mouse } from "./support/act";
import { type Graph, storedGraph } from "./support/canvas";
import { type Api, expect, test } from "./support/product";

/**
 * Every kind of step and trigger, entered by a marketer: chosen from the list of steps, filled in by the names that are read there, half of them
 * without a mouse. What is stored must be exactly the configuration whose behaviour app/api/v1/catalogue.db.test.ts proves.
 */

test.use({ viewport: { width: 1280, height: 1000 } });

/** Segments and journeys a row speaks of, made once. */
async function makeNeeds(api: Api, row: EnteredCase): Promise<Map<string, string>> {
  const ids = new Map([["@server", SERVER_EXAMPLE]]);
  for (const { name, condition } of row.segments ?? []) {
    const body = condition ? { name, condition } : { name, kind: "manual" };
    const { data } = await api.get<{ data: { id: string; name: string; kind: string }[] }>(
      "/api/v1/segments?limit=200",
    );
    const known = data.find((segment) => segment.name === name);
    ids.set(`@segment:${name}`, known?.id ?? (await api.post<{ id: string }>("/api/v1/segments", body)).id);
  }
  for (const { name, ...sketch } of row.journeys ?? []) {
    const { data } = await api.get<{ data: { id: string }[] }>(`/api/v1/journeys?search=${name}`);
    const known = data[0]?.id;
    const id = known ?? (await api.post<{ id: string }>("/api/v1/journeys", { name, graph: sketchGraph(sketch) })).id;
    if (known === undefined) await api.post(`/api/v1/journeys/${id}/publish`);
    ids.set(`@journey:${name}`, id);
  }
  return ids;
}

/** The row's journey before the step was put in, and the exit behind which it goes. */
function surroundings(row: EnteredCase): { graph: Graph; at: GraphEdge | undefined } {
  const { nodes, edges } = caseGraph(row);
  const isTrigger = nodeDefinition(row.step.type)?.category === "trigger";
  if (isTrigger) return { graph: { nodes: [], edges: [] }, at: undefined };
  const kept = nodes.filter(({ id }) => id !== "step" && !(row.journey === undefined && id !== "start"));
  const onwards = edges.find(({ from }) => from === "step")?.to;
  const closed = edges.flatMap((edge) => {
    if (edge.from === "step") return [];
    if (edge.to !== "step") return [edge];
    return onwards === undefined ? [] : [{ ...edge, to: onwards }];
  });
  return {
    graph: { nodes: kept, edges: closed.filter(({ to }) => kept.some(({ id }) => id === to)) },
    at: edges.find(({ to }) => to === "step"),
  };
}

async function insert(page: Page, at: GraphEdge | undefined, label: string, byKeyboard: boolean): Promise<Locator> {
  const named = new RegExp(`^${label}`);
  if (!at && byKeyboard) {
    await page.getByRole("button", { name: named }).first().focus();
    await page.keyboard.press("Enter");
  } else if (!at) await page.getByRole("button", { name: named }).first().click();
  else if (byKeyboard) {
    await page.locator(`[data-step="${at.from}"]`).focus();
    await page.keyboard.press("a");
    await page.keyboard.type(label);
    await page.keyboard.press("Enter");
  } else {
    await page.locator(`[data-slot*='"from":"${at.from}","port":"${at.port}"']`).click();
    await page.getByRole("combobox", { name: /Search/ }).fill(label);
    await page.getByRole("option", { name: named }).first().click();
  }
  const settings = page.getByRole("complementary", { name: `Settings: ${label}`, exact: true });
  await expect(settings).toBeVisible();
  return settings;
}

const eventsIn = (value: unknown): string[] =>
  typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) =>
        key === "event" && typeof inner === "string" ? [inner] : eventsIn(inner),
      );

const titleOf = ({ ids, does, byKeyboard }: EnteredCase) =>
  `${ids.join(" ")} ${does}, by ${byKeyboard ? "keyboard" : "mouse"}`;

test.describe("every row is entered in the browser", () => {
  let page: Page;
  let hands: { mouse: Hand; keyboard: Hand };

  // One page for all of them: what is tested is the entering, not the loading.
  test.beforeAll(
    async ({
      browser,
      session,
      baseURL,
    }: {
      browser: Browser;
      session: Parameters<BrowserContext["addCookies"]>[0];
      baseURL: string | undefined;
    }) => {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 1000 },
        locale: "en-GB",
        ...(baseURL && { baseURL }),
      });
      await context.addCookies(session);
      page = await context.newPage();
      hands = { mouse: mouse(page), keyboard: keyboard(page) };
    },
  );
  test.afterAll(() => page.context().close());
  test.afterEach(async () => {
    const { errors } = test.info();
    if (errors.length > 0) await page.screenshot({ path: test.info().outputPath("page.png") });
  });

  for (const row of [...catalogue, ...ruleCases].filter(({ notEnteredYet }) => !notEnteredYet)) {
    const label = nodeDefinition(row.step.type)?.label ?? "";
    test(`${titleOf(row)}: “${label}”`, async ({ api }) => {
      const ids = await makeNeeds(api, row);
      for (const event of new Set([...eventsIn(row.step.config), "begin"])) await sendOnce(api, event);
      const { graph, at } = surroundings(row);
      const journey = await makeJourney(api, `${titleOf(row)}`, withIds(graph, ids));
      await page.goto(`/w/main/journeys/${journey}`);
      const settings = await insert(page, at, label, row.byKeyboard ?? false);
      for (const one of row.acts) await act(settings, one, row.byKeyboard ? hands.keyboard : hands.mouse);
      const isNew = (id: string) => !graph.nodes.some((node) => node.id === id);
      await expect
        .poll(async () => (await storedGraph(api, journey)).nodes.find(({ id }) => isNew(id))?.config)
        .toEqual(withIds(row.step.config, ids));
      if (row.sentence)
        await expect(page.getByRole("button", { name: saying(`${label}: ${row.sentence}`) })).toBeVisible();
      // A way in alone leads nowhere yet, and says so.
      if (!at) await expect(settings.getByText("Nothing happens after this trigger.")).toBeVisible();
      await expect(page.getByRole("button", { name: at ? "No problems" : "1 problem", exact: true })).toBeVisible();
    });
  }
});

/** The name of a card; {{ variables }} are shown as something shorter. */
function saying(words: string): RegExp {
  const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\\\{\\\{.*?\\\}\\\}/g, ".*");
  return new RegExp(`^${escaped}`);
}

/** An event that has been seen is nothing to warn of. */
async function sendOnce(api: Api, event: string): Promise<void> {
  await api.post("/api/v1/track", { userId: "seen-before", event, properties: { total: 1, order_id: "1" } });
}

async function makeJourney(api: Api, name: string, graph: Graph): Promise<string> {
  return (await api.post<{ id: string }>("/api/v1/journeys", { name: name.slice(0, 200), graph })).id;
}
