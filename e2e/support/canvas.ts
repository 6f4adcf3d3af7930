import type { Locator, Page } from "@playwright/test";
import { type Api, expect } from "./product";

export type Graph = {
  nodes: { id: string; type: string; config: unknown; position?: { x: number; y: number } }[];
  edges: { from: string; port: string; to: string }[];
  notes?: { node: string; text: string }[];
};

/** start → wait 1 day → branch → (yes) mail → exit, (no) wait 2 days */
export const branching: Graph = {
  nodes: [
    { id: "start", type: "trigger.manual", config: {} },
    { id: "day", type: "wait", config: { duration: "P1D" } },
    { id: "ask", type: "branch", config: { condition: { tag: "vip" } } },
    { id: "mail", type: "email", config: { subject: "For you", body: "Hello." } },
    { id: "rest", type: "wait", config: { duration: "P2D" } },
    { id: "out", type: "exit", config: {} },
  ],
  edges: [
    { from: "start", port: "next", to: "day" },
    { from: "day", port: "next", to: "ask" },
    { from: "ask", port: "yes", to: "mail" },
    { from: "ask", port: "no", to: "rest" },
    { from: "mail", port: "next", to: "out" },
  ],
};

export async function makeJourney(api: Api, graph: Graph = branching): Promise<string> {
  // A failed test starts over in a new process: names must not meet those of the first time.
  const name = `Canvas ${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;
  const { id } = await api.post<{ id: string }>("/api/v1/journeys", { name, graph });
  return id;
}

export async function openCanvas(page: Page, journey: string, query = ""): Promise<void> {
  await page.goto(`/w/main/journeys/${journey}${query}`);
  await expect(page.locator("[data-step]").first()).toBeVisible();
}

export const step = (page: Page, id: string): Locator => page.locator(`[data-step="${id}"]`);

/** Goes to a step by its words, with the key that finds steps. What is open must have been closed before. */
export async function find(page: Page, words: string, id: string): Promise<void> {
  const box = page.getByRole("combobox", { name: "Find a step" });
  await page.keyboard.press("/");
  await expect(box).toBeFocused();
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
  await expect(step(page, id)).toBeFocused();
}

/** Ways of the stored draft as "from port to"; new ids are left out of a comparison by looking for parts. */
export async function storedWays(api: Api, journey: string): Promise<string[]> {
  const { graph } = await api.get<{ graph: Graph }>(`/api/v1/journeys/${journey}`);
  return graph.edges.map(({ from, port, to }) => `${from} ${port} ${to}`).sort();
}

export async function storedGraph(api: Api, journey: string): Promise<Graph> {
  return (await api.get<{ graph: Graph }>(`/api/v1/journeys/${journey}`)).graph;
}
