import { expect, test } from "vitest";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { addTag } from "./definition";

test("adds the tag and goes on", () => {
  expect(stepNode(addTag, { tag: "vip" })).toEqual({
    kind: "leave",
    port: "next",
    effects: [{ kind: "add_tag", tag: "vip" }],
  });
});

test("whoever has it already keeps it, and nothing is written", () => {
  expect(stepNode(addTag, { tag: "vip" }, { facts: { subscriber: { tags: ["vip"] } } })).toEqual({
    kind: "leave",
    port: "next",
    reason: "already_tagged",
  });
});

test("describes itself", () => {
  expect(describeConfig(addTag, { tag: "vip" })).toMatchObject({ summary: "Add tag “vip”", problems: [] });
  expect(describeConfig(addTag, { tag: " " }).problems).toEqual(["error tag"]);
});
