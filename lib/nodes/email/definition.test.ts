import { describe, expect, test } from "vitest";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { email } from "./definition";

const vips = { template_id: "t1", when: { tag: "vip" } };

describe("email", () => {
  test("sends and goes on", () => {
    expect(stepNode(email, { template_id: "t1" })).toEqual({
      kind: "leave",
      port: "next",
      effects: [{ kind: "send_email" }],
    });
  });

  test("whoever does not match its condition is skipped with the reason and goes on", () => {
    expect(stepNode(email, vips)).toMatchObject({
      kind: "leave",
      port: "next",
      reason: "condition_not_met",
      effects: [{ kind: "skip", reason: "condition_not_met" }],
      seen: [{ path: "tag.vip", value: false }],
    });
    expect(stepNode(email, vips, { facts: { subscriber: { tags: ["vip"] } } })).toMatchObject({
      effects: [{ kind: "send_email" }],
    });
  });

  test("asks for facts before it decides", () => {
    expect(stepNode(email, { template_id: "t1", when: { segment_id: "s" } })).toEqual({
      kind: "needs",
      facts: [{ kind: "segment", segment_id: "s" }],
    });
  });

  test("needs a template, or a subject and a text", () => {
    expect(describeConfig(email, {}).problems).toEqual(["error template_id"]);
    expect(describeConfig(email, { body: "Hi" }).problems).toEqual(["error subject"]);
    expect(describeConfig(email, { subject: "Hi" }).problems).toEqual(["error body"]);
    expect(describeConfig(email, { subject: "Hi", body: "Hello" }).problems).toEqual([]);
  });

  test("may be too late to be sent: the walk says how late is too late", () => {
    expect(stepNode(email, { template_id: "t1", ttl: "P1D" })).toEqual({
      kind: "leave",
      port: "next",
      effects: [{ kind: "send_email", ttl: "P1D" }],
    });
    expect(describeConfig(email, { template_id: "t1", ttl: "PT1M" }).problems).toEqual([]);
    expect(describeConfig(email, { template_id: "t1", ttl: "PT59S" }).problems).toEqual(["error ttl"]);
    for (const ttl of ["a day", "P11Y", "", 60])
      expect(email.schema.safeParse({ template_id: "t1", ttl }).error?.issues).toMatchObject([{ path: ["ttl"] }]);
  });

  test("says what it sends", () => {
    expect(describeConfig(email, vips).summary).toBe("Send “t1”, if they match");
    expect(describeConfig(email, { subject: "Hi", body: "x" }).summary).toBe("Send “Hi”");
    expect(describeConfig(email, { ...vips, ttl: "P1D" }).summary).toBe("Send “t1”, at most 1 day late, if they match");
    expect(describeConfig(email, { ttl: "P1D" }).summary).toBe("Choose or write an email");
    expect(describeConfig(email, {}).summary).toBe("Choose or write an email");
    expect(describeConfig(email, vips).references).toMatchObject({ templates: ["t1"] });
  });
});
