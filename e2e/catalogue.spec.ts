import type { Browser, BrowserContext, Locator, Page } from "@playwright/test";
import type { GraphEdge } from "@/lib/journey/graph";
import { nodeDefinition } from "@/lib/nodes/registry";
import { caseGraph } from "@/lib/testing/catalogue/case-graph";
import { catalogue } from "@/lib/testing/catalogue/catalogue";
import type { EnteredCase } from "@/lib/testing/catalogue/catalogue-case";
import { ruleCases } from "@/lib/testing/catalogue/rule-cases";
import { settingsCases } from "@/lib/testing/catalogue/settings-cases";
import { withIds } from "@/lib/testing/catalogue/with-ids";
import { act, type Hand, keyboard, mouse } from "./support/act";
import { type Graph, storedGraph } from "./support/canvas";
import { type Api, expect, test } from "./support/product";
import { makeNeeds } from "./support/row-needs";

/**
 * Every kind of step and trigger, and every setting of a journey, entered by a marketer: chosen from the list of steps, filled in by the
 * names that are read there, half of them without a mouse. What is stored must be exactly the configuration whose behaviour
 * app/api/v1/catalogue.db.test.ts proves. What is tested is the entering, not the loading: rows that begin alike are entered one after the
 * other into one journey that stands open.
 */

/** An open journey, and the exit behind which a row's step goes. */
type Desk = { journey: string; graph: Graph; at: GraphEdge | undefined };

let page: Page;
let hands: { mouse: Hand; keyboard: Hand };
let ids: ReadonlyMap<string, string>;
let desk: Desk | undefined;

const isTrigger = ({ step }: EnteredCase) => nodeDefinition(step.type)?.category === "trigger";

/** The steps of the row's journey that its own step speaks of must be there; any other step goes behind the first trigger. */
function speaksOfSteps({ step, journey }: EnteredCase): boolean {
  const config = JSON.stringify(step.config);
  return journey?.nodes.some(({ id }) => id !== "step" && config.includes(`"${id}"`)) ?? false;
}

/** The row's journey before the step was put in, and the exit behind which it goes. */
function surroundings(row: EnteredCase): Pick<Desk, "graph" | "at"> {
  if (isTrigger(row)) return { graph: { nodes: [], edges: [] }, at: undefined };
  const { nodes, edges } = caseGraph(speaksOfSteps(row) ? row : { step: row.step });
  const onwards = speaksOfSteps(row) ? edges.find(({ from }) => from === "step")?.to : undefined;
  const closed = edges
    .filter(({ from }) => from !== "step")
    .flatMap((edge) => (edge.to !== "step" ? [edge] : onwards ? [{ ...edge, to: onwards }] : []));
  const kept = nodes.filter(({ id, type }) => type.startsWith("trigger.") || closed.some(({ to }) => to === id));
  return { graph: { nodes: kept, edges: closed }, at: edges.find(({ to }) => to === "step") };
}

/** Opens another journey once what was typed in this one is stored: leaving earlier would ask first. */
async function open(path: string): Promise<void> {
  if (page.url().includes("/journeys/")) await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.goto(`/w/main/journeys/${path}`);
}

/** The journey that stands open, when the row begins with it; the last row's step is taken out again. Else another one is opened. */
async function deskFor(row: EnteredCase, api: Api): Promise<Desk> {
  const { graph, at } = surroundings(row);
  if (desk && JSON.stringify(desk.graph) === JSON.stringify(graph)) {
    await page.getByRole("button", { name: "Delete this step" }).click();
    await expect(page.getByRole("complementary", { name: /^Settings:/ })).toHaveCount(0);
    return desk;
  }
  const body = { name: `Rows like ${row.ids[0]}`, graph: withIds(graph, ids) };
  const { id: journey } = await api.post<{ id: string }>("/api/v1/journeys", body);
  await open(journey);
  desk = { journey, graph, at };
  return desk;
}

async function insert(at: GraphEdge | undefined, label: string, byKeyboard: boolean): Promise<Locator> {
  const named = new RegExp(`^${label}`);
  if (!at && byKeyboard) {
    await page.getByRole("button", { name: named }).first().focus();
    await page.keyboard.press("Enter");
  } else if (!at) await page.getByRole("button", { name: named }).first().click();
  else if (byKeyboard) {
    await page.locator(`[data-step="${at.from}"]`).focus();
    await page.keyboard.press("a");
    await expect(page.getByRole("combobox", { name: "Search steps" })).toBeFocused();
    await page.keyboard.type(label);
    await page.keyboard.press("Enter");
  } else {
    await page.locator(`[data-slot*='"from":"${at.from}","port":"${at.port}"']`).click();
    await page.getByRole("combobox", { name: /Search/ }).fill(label);
    await page.getByRole("option", { name: named }).first().click();
  }
  const settings = page.getByRole("complementary", { name: `Settings: ${label}`, exact: true });
  await expect(settings).toBeVisible();
  // The new card takes the focus some frames later, from whoever has gone on meanwhile.
  await expect(page.locator("[data-step]:focus")).toHaveCount(1);
  return settings;
}

/** A connection that comes back stores at once what was typed: no test needs to wait for the pause after the last key. */
const storeNow = () => page.evaluate(() => window.dispatchEvent(new Event("online")));

const stored = { intervals: [50, 100, 200, 400] };
const handOf = ({ byKeyboard }: EnteredCase) => (byKeyboard ? hands.keyboard : hands.mouse);
const titleOf = ({ ids: rowIds, does, byKeyboard }: EnteredCase) =>
  `${rowIds.join(" ")} ${does}, by ${byKeyboard ? "keyboard" : "mouse"}`;

/** The name of a card; {{ variables }} are shown as something shorter. */
function saying(words: string): RegExp {
  const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\\\{\\\{.*?\\\}\\\}/g, ".*");
  return new RegExp(`^${escaped}`);
}

test.beforeAll(
  async ({
    api,
    browser,
    session,
  }: {
    api: Api;
    browser: Browser;
    session: Parameters<BrowserContext["addCookies"]>[0];
  }) => {
    const viewport = { width: 1280, height: 1000 };
    const context = await browser.newContext({ viewport, locale: "en-GB", reducedMotion: "reduce" });
    await context.addCookies(session);
    page = await context.newPage();
    hands = { mouse: mouse(page), keyboard: keyboard(page) };
    ids = await makeNeeds(api, [...rows, ...settingsCases]);
  },
);
test.afterAll(() => page.context().close());
test.afterEach(async () => {
  const { errors } = test.info();
  if (errors.length > 0) await page.screenshot({ path: test.info().outputPath("page.png") });
});

// Those that need a journey of their own come last: the others are entered into one that stays open.
const rows = [...catalogue, ...ruleCases].sort((a, b) => Number(speaksOfSteps(a)) - Number(speaksOfSteps(b)));

for (const row of rows) {
  const label = nodeDefinition(row.step.type)?.label ?? "";
  test(`${titleOf(row)}: “${label}”`, async ({ api }) => {
    const { journey, graph, at } = await deskFor(row, api);
    const settings = await insert(at, label, row.byKeyboard ?? false);
    for (const one of row.acts) await act(settings, one, handOf(row));
    await storeNow();
    const isNew = (id: string) => !graph.nodes.some((node) => node.id === id);
    await expect
      .poll(async () => (await storedGraph(api, journey)).nodes.find(({ id }) => isNew(id))?.config, stored)
      .toEqual(withIds(row.step.config, ids));
    if (row.sentence)
      await expect(page.getByRole("button", { name: saying(`${label}: ${row.sentence}`) })).toBeVisible();
    // A way in alone leads nowhere yet, and says so.
    if (!at) await expect(settings.getByText("Nothing happens after this trigger.")).toBeVisible();
    await expect(page.getByRole("button", { name: at ? "No problems" : "1 problem", exact: true })).toBeVisible();
  });
}

/** Each row replaces what the one before it has chosen. */
for (const [id, own] of Map.groupBy(settingsCases, (row) => row.ids.join(" "))) {
  const [first] = own;
  test(`${id} settings of a journey: ${own.map(({ does }) => does).join("; ")}`, async ({ api }) => {
    if (!first) throw new Error(`no rows of ${id}`);
    const body = { name: `Settings of ${id}`, graph: caseGraph(first) };
    const { id: journey } = await api.post<{ id: string }>("/api/v1/journeys", body);
    await open(`${journey}?view=settings`);
    const settings = page.getByRole("group", { name: "Settings of the journey", exact: true });
    for (const row of own)
      await test.step(titleOf(row), async () => {
        for (const one of row.acts) await act(settings, one, handOf(row));
        await storeNow();
        const read = async () => (await api.get<{ settings: object }>(`/api/v1/journeys/${journey}`)).settings;
        await expect.poll(read, stored).toEqual(withIds(row.settings, ids));
      });
  });
}
