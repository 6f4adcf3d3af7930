import { describe, expect, it } from "vitest";
import { momentsOf, rowsOf } from "./moments";
import type { Story } from "./story";
import { trailAt } from "./trail-at";

const at = (hours: number) => new Date(Date.UTC(2026, 2, 2, 10 + hours)).toISOString();
const visit = (number: number, node_id: string, from: number, to: number | null, port: string | null = "next") => ({
  visit: number,
  node_id,
  type: "wait",
  entered_at: at(from),
  left_at: to === null ? null : at(to),
  port: to === null ? null : port,
  outcome: to === null ? ("waiting" as const) : ("passed" as const),
  decision: `${node_id} decided`,
});
const story = (part: Partial<Story> = {}): Story => ({
  visits: [visit(0, "start", 0, 0), visit(1, "wait", 0, 5, "bought"), visit(2, "rest", 5, null)],
  messages: [],
  ended: "waiting",
  version: 1,
  start_at: at(0),
  timezone: "UTC",
  node_id: "rest",
  due_at: null,
  happened: [],
  ...part,
});
const say = (one: Story) => momentsOf(one).map(({ node, kind }) => `${kind} ${node}`);

describe("momentsOf", () => {
  it("tells a wait twice, a step that is passed once, and where the person stands", () => {
    expect(say(story())).toEqual(["passes start", "arrives wait", "leaves wait", "arrives rest"]);
  });

  it("puts what happened before the departure it led to, and leaves out the trigger itself", () => {
    const happened = [
      { event: "signed_up", at: at(0), properties: {} },
      { event: "bought", at: at(5), properties: {} },
      { event: "returned", at: at(9), properties: {} },
    ];
    expect(say(story({ happened }))).toEqual([
      "passes start",
      "arrives wait",
      "happens wait",
      "leaves wait",
      "arrives rest",
      "happens rest",
    ]);
  });

  it("of nothing is nothing", () => {
    expect(momentsOf(story({ visits: [] }))).toEqual([]);
  });
});

describe("rowsOf", () => {
  const lines = (one: Story) => rowsOf(momentsOf(one)).map(({ first, last }) => [first, last]);

  it("says a wait in which nothing happened once", () => {
    expect(lines(story())).toEqual([
      [0, 0],
      [1, 2],
      [3, 3],
    ]);
  });

  it("says a wait's begin and end apart when something happened between them", () => {
    const happened = [{ event: "bought", at: at(5), properties: {} }];
    expect(lines(story({ happened }))).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
    ]);
  });

  it("has every moment in exactly one line, in order", () => {
    const happened = [{ event: "returned", at: at(9), properties: {} }];
    const moments = momentsOf(story({ happened }));
    const places = rowsOf(moments).flatMap(({ first, last }) => (first === last ? [first] : [first, last]));
    expect(places).toEqual(moments.map((_, place) => place));
  });
});

describe("trailAt", () => {
  it("lights only what has passed by then, and the exit of a wait only once it is over", () => {
    const moments = momentsOf(story());
    const early = trailAt(story(), moments, 1);
    expect([...early.nodes]).toEqual(["start", "wait"]);
    expect([...early.edges]).toEqual(["start:next"]);
    expect(early.current).toBe("wait");
    const late = trailAt(story(), moments, 2);
    expect([...late.edges]).toEqual(["start:next", "wait:bought"]);
    expect(late.notes?.get("wait")).toBe("wait decided");
  });
});
