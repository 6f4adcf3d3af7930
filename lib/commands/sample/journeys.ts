import type { Graph, GraphEdge, GraphNode } from "@/lib/journey/graph";
import type { JourneySettings } from "@/lib/journey/settings";
import type { SampleEmailKey } from "./emails";

export type SampleJourney = { name: string; description: string; graph: Graph; settings: JourneySettings };

const node = (id: string, type: string, config: GraphNode["config"] = {}): GraphNode => ({ id, type, config });

/** Edges from lines such as "start > hello" or "opened.yes > guide" (no port: next). */
function edges(...lines: string[]): GraphEdge[] {
  return lines.map((line) => {
    const [left = "", to = ""] = line.split(" > ");
    const [from = "", port = "next"] = left.split(".");
    return { from, port, to };
  });
}

/** The two journeys of the sample shop. `template` gives the id under which a mail was saved. */
export function sampleJourneys(template: (key: SampleEmailKey) => string): SampleJourney[] {
  return [
    {
      name: "Welcome",
      description:
        "Greets new people, gives those who opened the brewing guide and the others a second try, then one reason to buy.",
      settings: { reentry: { policy: "once" } },
      graph: {
        nodes: [
          node("start", "trigger.event", { event: "user_registered" }),
          node("hello", "email", { template_id: template("welcome") }),
          node("day", "wait", { duration: "P1D" }),
          node("opened", "branch", { condition: { message: "opened", node_id: "hello" } }),
          node("guide", "email", { template_id: template("guide") }),
          node("again", "email", { template_id: template("secondChance") }),
          node("pause", "wait", { duration: "P2D" }),
          node("morning", "wait_until_time", { at: "09:00" }),
          node("offer", "email", { template_id: template("firstOrder") }),
          node("bought", "goal", { event: "purchase_completed", window: "P7D" }),
        ],
        edges: edges(
          "start > hello",
          "hello > day",
          "day > opened",
          "opened.yes > guide",
          "opened.no > again",
          "guide > pause",
          "again > pause",
          "pause > morning",
          "morning > offer",
          "offer > bought",
        ),
      },
    },
    {
      name: "Abandoned cart",
      description: "Three reminders after one hour, one day and three days. Buying ends it at once.",
      settings: { reentry: { policy: "after", after: "P7D" } },
      graph: {
        nodes: [
          node("left", "trigger.event", {
            event: "cart_abandoned",
            where: { path: "event.cart_value", op: "greater_than", value: 20 },
          }),
          node("hour", "wait", { duration: "PT1H" }),
          node("first", "email", { template_id: template("cartFirst") }),
          node("day", "wait", { duration: "PT23H" }),
          node("second", "email", { template_id: template("cartSecond") }),
          node("two-days", "wait", { duration: "P2D" }),
          node("valuable", "branch", { condition: { path: "event.cart_value", op: "greater_or_equal", value: 60 } }),
          node("third", "email", { template_id: template("cartThird") }),
          node("bought", "goal", { event: "purchase_completed", window: "P3D" }),
          node("small", "exit", { reason: "small cart" }),
        ],
        edges: edges(
          "left > hour",
          "hour > first",
          "first > day",
          "day > second",
          "second > two-days",
          "two-days > valuable",
          "valuable.yes > third",
          "valuable.no > small",
          "third > bought",
        ),
      },
    },
  ];
}
