import { expect, it } from "vitest";
import type { Graph } from "@/lib/journey/graph";
import type { JsonObject } from "@/lib/journey/json";
import { filteredProperties } from "./filtered-properties";

it("of an event that was never seen, what its trigger looks at is offered by name", () => {
  const where: JsonObject = {
    all: [
      { path: "event.cart_value", op: "greater_than", value: 0 },
      { path: "plan", op: "exists" },
    ],
  };
  const graph: Graph = {
    nodes: [
      { id: "left", type: "trigger.event", config: { event: "cart_abandoned", where } },
      { id: "other", type: "trigger.event", config: { event: "other", where: { path: "event.total", op: "exists" } } },
    ],
    edges: [],
  };
  expect(filteredProperties(graph, "cart_abandoned")).toEqual({ cart_value: "" });
  expect(filteredProperties(graph, "never")).toEqual({});
});
