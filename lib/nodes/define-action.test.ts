import { describe, expect, test } from "vitest";
import type { JsonObject } from "@/lib/journey/json";
import { driveJourney } from "@/lib/testing/drive-journey";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { addTag } from "./add-tag/definition";
import { nodeRegistry } from "./registry";
import { webhook } from "./webhook/definition";

const vipsOnly = { tag: "seen", when: { tag: "vip" } };

describe("an action with a condition", () => {
  test("is skipped by whoever does not match, with the reason and what was looked at; they go on", () => {
    expect(stepNode(addTag, vipsOnly)).toEqual({
      kind: "leave",
      port: "next",
      reason: "condition_not_met",
      seen: [{ path: "tag.vip", value: false }],
      effects: [{ kind: "skip", reason: "condition_not_met" }],
    });
  });

  test("is done for whoever matches", () => {
    expect(stepNode(addTag, vipsOnly, { facts: { subscriber: { tags: ["vip"] } } })).toMatchObject({
      effects: [{ kind: "add_tag", tag: "seen" }],
      seen: [{ path: "tag.vip", value: true }],
    });
  });

  test("asks for facts before it decides", () => {
    expect(stepNode(addTag, { tag: "x", when: { segment_id: "s" } })).toEqual({
      kind: "needs",
      facts: [{ kind: "segment", segment_id: "s" }],
    });
  });

  test("decides on arrival and never again while the step waits for its answer", () => {
    const config = { url: "https://example.com", when: { tag: "vip" } };
    const wake = { by: "result" as const, ok: true, value: {}, at: 0 };
    expect(stepNode(webhook, config)).toMatchObject({ reason: "condition_not_met" });
    expect(stepNode(webhook, config, { wake })).toMatchObject({ kind: "leave", port: "next" });
    expect(stepNode(webhook, config, { facts: { subscriber: { tags: ["vip"] } } })).toMatchObject({
      kind: "wait",
      effects: [{ kind: "call_webhook" }],
    });
  });

  test("checks, references and words of the condition belong to the step", () => {
    const config: JsonObject = {
      tag: "x",
      when: { all: [{ segment_id: "s" }, { visits: "n", op: "equals", value: 1 }] },
    };
    expect(describeConfig(addTag, config)).toMatchObject({
      summary: "Add tag “x”, if they match",
      references: { segments: ["s"], nodes: ["n"] },
      problems: [],
    });
    expect(describeConfig(addTag, { tag: "x", when: { any: [] } }).problems).toEqual(["error when"]);
    expect(addTag.schema.safeParse({ tag: "x", when: { nonsense: 1 } }).success).toBe(false);
    expect(addTag.schema.safeParse({ tag: "x", other: 1 }).success).toBe(false);
  });

  test("every step that does something can carry one, and leaves by “next” when it is skipped", () => {
    const acting = Object.values(nodeRegistry).filter(({ category }) => category === "message" || category === "data");
    expect(acting.length).toBeGreaterThan(4);
    for (const { type, fields, ports, schema, defaults } of acting) {
      expect([type, fields.map(({ name }) => name)]).toEqual([type, expect.arrayContaining(["when"])]);
      const config = schema.parse({ ...defaults, when: { tag: "vip" } });
      expect([type, ports(config as never).map(({ key }) => key)]).toEqual([type, expect.arrayContaining(["next"])]);
    }
  });

  test("a walk logs the step as skipped", () => {
    const drive = driveJourney({
      nodes: [
        { id: "start", type: "trigger.manual" },
        { id: "tag", type: "add_tag", config: vipsOnly },
        { id: "end", type: "exit" },
      ],
      edges: ["start next tag", "tag next end"],
    });
    drive.enter();
    expect(drive.path()).toEqual(["start next", "tag next condition_not_met", "end ended exit"]);
  });
});
