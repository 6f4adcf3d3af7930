import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Graph } from "@/lib/journey/graph";
import type { JsonObject } from "@/lib/journey/json";
import { journeySettingsSchema } from "@/lib/journey/settings";
import { arbitraryGraph } from "@/lib/testing/arbitrary-graph";
import { makeGraph } from "@/lib/testing/drive-journey";
import { checkGraph } from "./check-graph";
import { compileGraph } from "./compile-graph";

const world = { segments: new Set(["s1"]), templates: new Set(["t1"]), eventNames: new Set(["signup"]) };
const check = (graph: Graph, settings: JsonObject = {}) =>
  checkGraph(graph, journeySettingsSchema.parse(settings), world);
const codes = (graph: Graph, settings?: JsonObject) => check(graph, settings).map(({ code }) => code);

const start = { id: "start", type: "trigger.event", config: { event: "signup" } };
const mail = { id: "mail", type: "email", config: { template_id: "t1" } };
const wait = (id: string, duration: string) => ({ id, type: "wait", config: { duration } });

describe("checkGraph", () => {
  test("finds nothing in a good journey, open ends included", () => {
    expect(
      check(makeGraph({ nodes: [start, mail, wait("w", "P1D")], edges: ["start next mail", "mail next w"] })),
    ).toEqual([]);
  });

  test("wants a trigger", () => {
    expect(codes(makeGraph({ nodes: [mail], edges: [] }))).toContain("no_trigger");
    expect(codes({ nodes: [], edges: [] })).toEqual(["no_trigger"]);
  });

  test("names the node and the field of a setting that is not valid", () => {
    const graph = makeGraph({ nodes: [start, wait("w", "tomorrow")], edges: ["start next w"] });
    expect(check(graph)).toMatchObject([
      { code: "invalid_setting", severity: "error", node_id: "w", field: "duration" },
    ]);
    const empty = makeGraph({ nodes: [start, { id: "m", type: "email" }], edges: ["start next m"] });
    expect(check(empty)).toMatchObject([{ code: "missing_setting", node_id: "m", field: "template_id" }]);
    const nowhere = makeGraph({ nodes: [start, { id: "c", type: "webhook" }], edges: ["start next c"] });
    expect(check(nowhere)).toMatchObject([
      { message: "Call a webhook: “URL” is missing.", node_id: "c", field: "url" },
    ]);
  });

  test("finds edges that lead nowhere, from nowhere, from ports that are not there, twice from one, into triggers", () => {
    expect(codes(makeGraph({ nodes: [start], edges: ["start next gone"] }))).toContain("dangling_edge");
    expect(codes(makeGraph({ nodes: [start], edges: ["gone next start"] }))).toContain("dangling_edge");
    expect(codes(makeGraph({ nodes: [start, mail], edges: ["start next mail", "mail yes start"] }))).toContain(
      "unknown_port",
    );
    expect(
      codes(makeGraph({ nodes: [start, mail, wait("w", "P1D")], edges: ["start next mail", "start next w"] })),
    ).toContain("port_used_twice");
    expect(codes(makeGraph({ nodes: [start, mail], edges: ["start next mail", "mail next start"] }))).toContain(
      "edge_into_trigger",
    );
  });

  test("refuses duplicate ids and unknown types", () => {
    expect(codes(makeGraph({ nodes: [start, mail, mail], edges: ["start next mail"] }))).toContain("duplicate_id");
    expect(codes(makeGraph({ nodes: [start, { id: "x", type: "teleport" }], edges: ["start next x"] }))).toContain(
      "unknown_type",
    );
  });

  test("refuses segments, templates and steps that are gone", () => {
    const branch = (condition: JsonObject) =>
      makeGraph({ nodes: [start, { id: "b", type: "branch", config: { condition } }], edges: ["start next b"] });
    expect(codes(branch({ segment_id: "s2" }))).toEqual(["unknown_segment"]);
    expect(codes(branch({ segment_id: "s1" }))).toEqual([]);
    expect(codes(branch({ message: "opened", node_id: "gone" }))).toEqual(["unknown_node"]);
    expect(
      codes(makeGraph({ nodes: [start, { ...mail, config: { template_id: "t2" } }], edges: ["start next mail"] })),
    ).toEqual(["unknown_template"]);
    expect(
      codes(makeGraph({ nodes: [start, mail], edges: ["start next mail"] }), { exit_when: { segment_id: "s2" } }),
    ).toEqual(["unknown_segment"]);
  });

  test("warns of steps nobody reaches and of events never seen", () => {
    const graph = makeGraph({ nodes: [start, mail, wait("w", "P1D")], edges: ["start next mail"] });
    expect(check(graph)).toMatchObject([{ code: "unreachable", severity: "warning", node_id: "w" }]);
    const typo = makeGraph({ nodes: [{ ...start, config: { event: "singup" } }, mail], edges: ["start next mail"] });
    expect(check(typo)).toMatchObject([{ code: "unseen_event", severity: "warning", node_id: "start" }]);
    const own = makeGraph({
      nodes: [start, { id: "e", type: "emit_event", config: { event: "brand_new" } }],
      edges: ["start next e"],
    });
    expect(check(own)).toEqual([]);
  });

  test("refuses a cycle that may hold nobody for a minute, and allows one that does", () => {
    const loop = (duration: string) =>
      makeGraph({
        nodes: [start, mail, wait("w", duration), { id: "b", type: "branch", config: { condition: { tag: "x" } } }],
        edges: ["start next mail", "mail next w", "w next b", "b yes mail"],
      });
    expect(codes(loop("PT59S"))).toEqual(["cycle_without_wait"]);
    expect(codes(loop("PT1M"))).toEqual([]);
    expect(codes(loop("P1D"))).toEqual([]);
  });

  test("a wait for an event holds only those who leave it by its timeout", () => {
    const loop = (port: string) =>
      makeGraph({
        nodes: [
          start,
          { id: "w", type: "wait_for_event", config: { events: [{ event: "signup", port: "did" }], timeout: "P1D" } },
          mail,
        ],
        edges: ["start next mail", "mail next w", `w ${port} mail`],
      });
    expect(codes(loop("timeout"))).toEqual([]);
    expect(codes(loop("did"))).toEqual(["cycle_without_wait"]);
  });

  test("wants an end that can be reached, unless a rule ends every run", () => {
    const loop = makeGraph({
      nodes: [start, mail, wait("w", "P7D")],
      edges: ["start next mail", "mail next w", "w next mail"],
    });
    expect(codes(loop)).toEqual(["no_end"]);
    expect(codes(loop, { max_time: "P90D" })).toEqual([]);
  });

  test("the work grows with nodes plus edges, and not faster: eight times the joins and loops are looked at eight times as often", () => {
    /** How often a node's id or an end of an edge is read while a graph of so many branches is checked. */
    const looks = (branches: number): number => {
      const ids = Array.from({ length: branches }, (_, i) => `n${i}`);
      const branch = { type: "branch", config: { condition: { tag: "x" } } };
      const graph = makeGraph({
        nodes: [start, ...ids.map((id) => ({ id, ...branch }))],
        edges: [
          "start next n0",
          ...ids.flatMap((id, i) => [`${id} yes n${(i + 1) % branches}`, `${id} no n${(i * 7 + 3) % branches}`]),
        ],
      });
      let count = 0;
      const watched = <T extends object>(value: T): T =>
        new Proxy(value, {
          get: (target, key) => {
            count += 1;
            return Reflect.get(target, key);
          },
        });
      expect(codes({ ...graph, nodes: graph.nodes.map(watched), edges: graph.edges.map(watched) })).toContain(
        "cycle_without_wait",
      );
      return count;
    };
    const few = looks(250);
    expect(few).toBeGreaterThan(250 * 3);
    expect(looks(2_000) / few).toBeLessThan(8.5);
  });

  test("what has no errors compiles", () => {
    fc.assert(
      fc.property(arbitraryGraph(), (graph) => {
        const errors = check(graph).filter(({ severity }) => severity === "error");
        if (errors.length === 0)
          expect(compileGraph(graph, journeySettingsSchema.parse({})).triggers.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
