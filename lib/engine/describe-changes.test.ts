import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Graph } from "@/lib/journey/graph";
import { plainNames } from "@/lib/journey/names";
import { journeySettingsSchema } from "@/lib/journey/settings";
import { arbitraryGraph } from "@/lib/testing/arbitrary-graph";
import { describeChanges } from "./describe-changes";
import { diffGraphs } from "./diff-graphs";

const changes = (before: Graph, after: Graph, settings: [object, object] = [{}, {}]) => {
  const [old, now] = settings.map((one) => journeySettingsSchema.parse(one));
  if (!old || !now) throw new Error("two settings");
  return describeChanges(
    diffGraphs(before, after),
    { graph: before, settings: old, names: plainNames },
    { graph: after, settings: now, names: plainNames },
  );
};
const graph: Graph = {
  nodes: [
    { id: "start", type: "trigger.manual", config: {} },
    { id: "wait", type: "wait", config: { duration: "P1D" } },
    { id: "asks", type: "branch", config: { condition: { tag: "vip" } } },
    { id: "bye", type: "exit", config: {} },
  ],
  edges: [
    { from: "start", port: "next", to: "wait" },
    { from: "wait", port: "next", to: "asks" },
    { from: "asks", port: "yes", to: "bye" },
  ],
};
const withNode = (id: string, config: Graph["nodes"][number]["config"]): Graph => ({
  ...graph,
  nodes: graph.nodes.map((node) => (node.id === id ? { ...node, config } : node)),
});

describe("describeChanges", () => {
  it("says each setting of a changed step before and after, in words", () => {
    expect(changes(graph, withNode("wait", { duration: "P2D" }))).toEqual([
      {
        id: "wait",
        kind: "changed",
        sentence: "Wait 2 days",
        details: [{ label: "Wait for", before: "1 day", after: "2 days" }],
      },
    ]);
    const [line] = changes(graph, withNode("asks", { condition: { tag: "new" } }));
    expect(line?.details).toMatchObject([{ before: "has tag “vip”", after: "has tag “new”" }]);
  });

  it("names what was added and removed, and exits of other steps that lead elsewhere", () => {
    const after: Graph = {
      nodes: [...graph.nodes.slice(0, 3), { id: "mail", type: "email", config: { subject: "Hello", body: "Hi" } }],
      edges: [...graph.edges.slice(0, 2), { from: "asks", port: "no", to: "mail" }],
    };
    expect(changes(graph, after).map(({ kind, sentence }) => `${kind} ${sentence}`)).toEqual([
      "added Send email: Send “Hello”",
      expect.stringMatching(/^removed Exit/),
      "ways 2 exits lead elsewhere",
    ]);
  });

  it("says what became of the journey's own settings", () => {
    const [line] = changes(graph, graph, [{ reentry: { policy: "once" } }, { max_time: "P30D" }]);
    expect(line).toMatchObject({ kind: "settings" });
    expect(line?.details.map(({ label, after }) => `${label}: ${after}`)).toEqual([
      expect.stringMatching(/^Who may enter again: .*once at a time/),
      "Longest time inside: 30 days",
    ]);
  });

  it("is silent exactly when nothing differs, and never at a loss for words", () => {
    fc.assert(
      fc.property(arbitraryGraph(), arbitraryGraph(), (before, after) => {
        const lines = changes(before, after);
        expect(changes(before, before)).toEqual([]);
        expect(lines.length === 0).toBe(diffGraphs(before, after).empty);
        for (const { sentence, details } of lines)
          for (const text of [sentence, ...details.flatMap((d) => [d.label, d.before, d.after])])
            expect(text).not.toMatch(/^$|undefined|\[object/);
      }),
    );
  });
});
