import { describe, expect, test } from "vitest";
import { checkGraph } from "@/lib/engine/check-graph";
import type { JsonObject } from "@/lib/journey/json";
import { journeySettingsSchema } from "@/lib/journey/settings";
import { driveJourney, makeGraph } from "@/lib/testing/drive-journey";
import { describeConfig } from "@/lib/testing/step-node";
import { goTo } from "./definition";

const loop = (goToConfig: JsonObject, duration = "P1D") => ({
  nodes: [
    { id: "start", type: "trigger.manual" },
    { id: "mail", type: "email", config: { subject: "Hi", body: "Hello" } },
    { id: "pause", type: "wait", config: { duration } },
    { id: "again", type: "go_to", config: goToConfig },
    { id: "end", type: "exit" },
  ],
  edges: ["start next mail", "mail next pause", "pause next again", "again next end"],
});
const world = { segments: new Set<string>(), templates: new Set<string>() };
const errors = (graph: ReturnType<typeof loop>, settings: JsonObject = {}) =>
  checkGraph(makeGraph(graph), journeySettingsSchema.parse(settings), world)
    .filter(({ severity }) => severity === "error")
    .map(({ code }) => code);

describe("go to", () => {
  test("repeats as often as it may, then goes on", () => {
    const drive = driveJourney(loop({ node_id: "mail", at_most: 2 }));
    drive.enter();
    for (let n = 0; n < 3; n++) drive.runTimer();
    expect(drive.ended()).toBe("exited exit");
    expect(drive.effects().filter((effect) => effect === "mail send_email")).toHaveLength(3);
    expect(drive.path().filter((step) => step.startsWith("again"))).toEqual([
      "again jump",
      "again jump",
      "again next times_used_up",
    ]);
  });

  test("how often a step was passed can be asked, and ends the loop", () => {
    const graph = loop({ node_id: "check" });
    graph.nodes.push({
      id: "check",
      type: "branch",
      config: { condition: { visits: "mail", op: "less_than", value: 3 } },
    });
    graph.edges = ["start next mail", "mail next pause", "pause next again", "check yes mail", "check no end"];
    expect(errors(graph)).toEqual([]);
    const drive = driveJourney(graph);
    drive.enter();
    for (let n = 0; n < 3; n++) drive.runTimer();
    expect(drive.ended()).toBe("exited exit");
    expect(drive.effects()).toHaveLength(3);
  });

  test("a loop that holds nobody for a minute cannot be published", () => {
    expect(errors(loop({ node_id: "mail", at_most: 2 }))).toEqual([]);
    expect(errors(loop({ node_id: "mail", at_most: 2 }, "PT59S"))).toEqual(["cycle_without_wait"]);
    expect(errors(loop({ node_id: "again", at_most: 2 }))).toEqual(["cycle_without_wait"]);
  });

  test("a loop without an end cannot be published, unless something else ends the run", () => {
    const graph = loop({ node_id: "mail" });
    graph.edges = graph.edges.filter((edge) => !edge.startsWith("again"));
    expect(errors(graph)).toEqual(["no_end"]);
    expect(errors(graph, { max_time: "P30D" })).toEqual([]);
  });

  test("it leads to a step that is there and is no trigger", () => {
    expect(errors(loop({ node_id: "gone", at_most: 1 }))).toEqual(["unknown_node"]);
    expect(errors(loop({ node_id: "start", at_most: 1 }))).toContain("edge_into_trigger");
    expect(errors(loop({ node_id: "", at_most: 1 }))).toEqual(["missing_setting"]);
  });

  test("a goal that is only reached by it still draws people who are before it", () => {
    const drive = driveJourney({
      nodes: [
        { id: "start", type: "trigger.manual" },
        { id: "pause", type: "wait", config: { duration: "P1D" } },
        { id: "jump", type: "go_to", config: { node_id: "goal" } },
        { id: "goal", type: "goal", config: { event: "purchase" } },
      ],
      edges: ["start next pause", "pause next jump"],
    });
    drive.enter();
    expect(drive.listen()).toEqual(["purchase"]);
    drive.send("purchase");
    expect(drive.path()).toContain("goal next goal_reached");
  });

  test("describes itself", () => {
    expect(describeConfig(goTo, { node_id: "mail", at_most: 1 })).toMatchObject({
      ports: ["next"],
      summary: "Go to “mail”, at most 1 time",
      references: { nodes: ["mail"] },
      problems: [],
    });
    expect(describeConfig(goTo, { node_id: "mail" })).toMatchObject({ ports: [], summary: "Go to “mail”" });
  });
});
