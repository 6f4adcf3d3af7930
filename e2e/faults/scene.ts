import { publishJourney } from "@/lib/commands/publish-journey";
import { prisma } from "@/lib/db/prisma";
import type { Graph } from "@/lib/journey/graph";
import type { JsonObject } from "@/lib/journey/json";

/** How long the journey listens for the purchase before it lets go of people. */
const PURCHASE_TIMEOUT = "PT2H";

/** event → email → wait → branch → one of two emails → wait for the purchase, which is the goal. */
export const usualGraph = (wait: string): Graph =>
  drawGraph(
    {
      start: ["trigger.event", { event: "signed_up" }],
      hello: ["email", { subject: "hello", body: "Hello {{ first_name }}" }],
      pause: ["wait", { duration: wait }],
      plan: ["branch", { condition: { path: "plan", op: "equals", value: "pro" } }],
      pro: ["email", { subject: "pro", body: "For professionals" }],
      free: ["email", { subject: "free", body: "For everybody" }],
      buy: ["wait_for_event", { events: [{ event: "purchase", port: "bought" }], timeout: PURCHASE_TIMEOUT }],
      goal: ["goal", { event: "purchase" }],
    },
    [
      "start next hello",
      "hello next pause",
      "pause next plan",
      "plan yes pro",
      "plan no free",
      "pro next buy",
      "free next buy",
      "buy bought goal",
      "buy timeout goal",
    ],
  );

/** A graph from `{id: [type, config]}` and "from port to". */
export function drawGraph(nodes: Record<string, [type: string, config: JsonObject]>, edges: readonly string[]): Graph {
  return {
    nodes: Object.entries(nodes).map(([id, [type, config]]) => ({ id, type, config })),
    edges: edges.map((edge) => {
      const [from = "", port = "", to = ""] = edge.split(" ");
      return { from, port, to };
    }),
  };
}

let workspaces = 0;

/** Each of a run has an id of its own, whatever its database: this process remembers what it knows of a workspace by its id. */
export async function createWorkspace(): Promise<number> {
  workspaces += 1;
  const data = { id: 100 + workspaces, slug: "faults", name: "Faults", mode: "live" };
  return (await prisma().workspace.create({ data })).id;
}

export const ownerOf = (workspaceId: number) => ({ kind: "key", keyId: "faults", scope: "full", workspaceId }) as const;

/** A published journey. Throws when it cannot be published. */
export async function publishScene(workspaceId: number, graph: Graph): Promise<string> {
  const { id } = await prisma().journey.create({ data: { workspaceId, name: "Faults", graph } });
  const published = await publishJourney(ownerOf(workspaceId), id);
  if (!published.ok) throw new Error(`the journey of the fault test cannot be published: ${JSON.stringify(published)}`);
  return id;
}

export const planOf = (person: number): "pro" | "free" => (person % 3 === 0 ? "pro" : "free");
export const buys = (person: number): boolean => person % 2 === 0;
export const addressOf = (person: number): string => `p${person}@example.com`;
