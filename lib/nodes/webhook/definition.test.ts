import { describe, expect, test } from "vitest";
import { startOfTests } from "@/lib/testing/drive-journey";
import { describeConfig, eventWake, stepNode } from "@/lib/testing/step-node";
import { webhook } from "./definition";

const config = { url: "https://example.com/hooks/{{ external_id }}", body: '{"id": "{{ external_id }}"}' };

describe("webhook", () => {
  test("calls once, on arrival, and waits for the answer", () => {
    expect(stepNode(webhook, config)).toEqual({ kind: "wait", until: "forever", effects: [{ kind: "call_webhook" }] });
    expect(stepNode(webhook, config, { wake: eventWake("x"), waited: 5 })).toMatchObject({ kind: "wait", effects: [] });
    expect(stepNode(webhook, config, { wake: eventWake("x") })).toMatchObject({ kind: "wait", effects: [] });
  });

  test("keeps the answer under its own id and leaves by next", () => {
    const wake = { by: "result" as const, ok: true, value: { score: 1 }, at: startOfTests };
    expect(stepNode(webhook, config, { wake })).toEqual({
      kind: "leave",
      port: "next",
      effects: [{ kind: "set_run", values: { "node-1": { score: 1 } } }],
    });
  });

  test("leaves by error when the call failed for good", () => {
    const wake = { by: "result" as const, ok: false, value: { status: 500 }, at: startOfTests };
    expect(stepNode(webhook, config, { wake })).toMatchObject({ port: "error", reason: "webhook_failed" });
  });

  test("takes a body that is JSON as its text, and POST when nothing is said", () => {
    expect(webhook.schema.parse({ url: "https://x.y", body: { a: "{{ email }}" } })).toEqual({
      method: "POST",
      url: "https://x.y",
      body: '{"a":"{{ email }}"}',
    });
  });

  test("wants an http address and real header names", () => {
    expect(describeConfig(webhook, config)).toMatchObject({
      ports: ["next", "error"],
      summary: "POST example.com/hooks/{{ external_id }}",
      problems: [],
    });
    for (const url of ["", "example.com", "ftp://example.com", "javascript:alert(1)"])
      expect([url, describeConfig(webhook, { url }).problems]).toEqual([url, ["error url"]]);
    expect(webhook.schema.safeParse({ url: "https://x.y", headers: { "a b": "c" } }).success).toBe(false);
    expect(webhook.schema.safeParse({ url: "https://x.y", headers: { "x-a": "c\r\nx-b: d" } }).success).toBe(false);
  });
});
