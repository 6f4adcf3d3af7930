import { expect, test } from "vitest";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { removeTag } from "./definition";

test("removes the tag and goes on", () => {
  expect(stepNode(removeTag, { tag: "vip" }, { facts: { subscriber: { tags: ["vip"] } } })).toEqual({
    kind: "leave",
    port: "next",
    effects: [{ kind: "remove_tag", tag: "vip" }],
  });
});

test("whoever does not have it passes, and nothing is written", () => {
  expect(stepNode(removeTag, { tag: "vip" })).toEqual({ kind: "leave", port: "next", reason: "not_tagged" });
});

test("describes itself", () => {
  expect(describeConfig(removeTag, { tag: "vip" })).toMatchObject({ summary: "Remove tag “vip”", problems: [] });
  expect(describeConfig(removeTag, { tag: "" }).problems).toEqual(["error tag"]);
});
