import { expect, it } from "vitest";
import { checkGraph } from "@/lib/engine/check-graph";
import { exampleJourney } from "./example-journey";

it("the example can be published as it is", () => {
  const world = { segments: new Set<string>(), templates: new Set<string>() };
  const problems = checkGraph(exampleJourney.graph, { reentry: { policy: "once_at_a_time" } }, world);
  expect(problems.filter((problem) => problem.severity === "error")).toEqual([]);
});
