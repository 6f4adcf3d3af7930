import { publishJourney } from "@/lib/commands/publish-journey";
import { prisma } from "@/lib/db/prisma";

/** How long the journey listens for the purchase before it lets go of people. */
const PURCHASE_TIMEOUT = "PT2H";

/** event → email → wait → branch → one of two emails → wait for the purchase, which is the goal. */
const graphWith = (wait: string) => ({
  nodes: [
    { id: "start", type: "trigger.event", config: { event: "signed_up" } },
    { id: "hello", type: "email", config: { subject: "hello", body: "Hello {{ first_name }}" } },
    { id: "pause", type: "wait", config: { duration: wait } },
    { id: "plan", type: "branch", config: { condition: { path: "plan", op: "equals", value: "pro" } } },
    { id: "pro", type: "email", config: { subject: "pro", body: "For professionals" } },
    { id: "free", type: "email", config: { subject: "free", body: "For everybody" } },
    {
      id: "buy",
      type: "wait_for_event",
      config: { events: [{ event: "purchase", port: "bought" }], timeout: PURCHASE_TIMEOUT },
    },
    { id: "goal", type: "goal", config: { event: "purchase" } },
  ],
  edges: [
    { from: "start", port: "next", to: "hello" },
    { from: "hello", port: "next", to: "pause" },
    { from: "pause", port: "next", to: "plan" },
    { from: "plan", port: "yes", to: "pro" },
    { from: "plan", port: "no", to: "free" },
    { from: "pro", port: "next", to: "buy" },
    { from: "free", port: "next", to: "buy" },
    { from: "buy", port: "bought", to: "goal" },
    { from: "buy", port: "timeout", to: "goal" },
  ],
});

/** A live workspace with the published journey; `wait`: between the two mails, ISO 8601. */
export async function prepareScene(wait: string): Promise<{ workspaceId: number; journeyId: string }> {
  const workspace = await prisma().workspace.create({ data: { slug: "faults", name: "Faults", mode: "live" } });
  const journey = await prisma().journey.create({
    data: { workspaceId: workspace.id, name: "Faults", graph: graphWith(wait) },
  });
  const principal = { kind: "key", keyId: "faults", scope: "full", workspaceId: workspace.id } as const;
  const published = await publishJourney(principal, journey.id);
  if (!published.ok) throw new Error(`the journey of the fault test cannot be published: ${JSON.stringify(published)}`);
  return { workspaceId: workspace.id, journeyId: journey.id };
}

export const planOf = (person: number): "pro" | "free" => (person % 3 === 0 ? "pro" : "free");
export const buys = (person: number): boolean => person % 2 === 0;
export const addressOf = (person: number): string => `p${person}@example.com`;
