import { describe, expect, it } from "vitest";
import type { Graph } from "@/lib/journey/graph";
import { stepNames } from "@/lib/nodes/step-names";
import { stepViews } from "../view/step-views";
import { findSteps } from "./find-steps";

const graph: Graph = {
  nodes: [
    { id: "start", type: "trigger.manual", config: {} },
    { id: "pause", type: "wait", config: { duration: "P2D" } },
    { id: "mail", type: "email", config: { subject: "Two days later", body: "" } },
  ],
  edges: [
    { from: "start", port: "next", to: "pause" },
    { from: "pause", port: "next", to: "mail" },
  ],
};
const known = { segments: new Map<string, string>(), templates: new Map<string, string>() };
const views = stepViews(graph, stepNames(graph, known), []);
const find = (text: string) =>
  findSteps(views.values(), new Map([["start", "ask legal first"]]), text).map((v) => v.id);

describe("findSteps", () => {
  it("finds by sentence, kind, note and id, every word counting", () => {
    expect(find("2 days")).toEqual(["pause"]);
    expect(find("email")).toContain("mail");
    expect(find("legal")).toEqual(["start"]);
    expect(find("pause")).toEqual(["pause"]);
    expect(find("2 days legal")).toEqual([]);
  });
  it("lists all in reading order when nothing is typed", () => {
    expect(find(" ")).toEqual(["start", "pause", "mail"]);
  });
});
