import { expect, test } from "vitest";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { stopEmails } from "./definition";

test("U7 suppresses the address and goes on", () => {
  expect(stepNode(stopEmails, {}, { facts: { subscriber: { email: "ada@example.com" } } })).toEqual({
    kind: "leave",
    port: "next",
    effects: [{ kind: "stop_emails" }],
  });
});

test("whoever has no address is left as they are", () => {
  expect(stepNode(stopEmails, {}, { facts: { subscriber: { email: " " } } })).toEqual({
    kind: "leave",
    port: "next",
    reason: "no_address",
  });
});

test("describes itself", () => {
  expect(describeConfig(stopEmails, {})).toMatchObject({ summary: "Stop emails to them", problems: [] });
});
