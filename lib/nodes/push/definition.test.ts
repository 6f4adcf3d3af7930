import { describe, expect, test } from "vitest";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { push } from "./definition";
import { fillPush } from "./fill-push";

describe("send a push (N24)", () => {
  test("asks for one push and goes straight on", () => {
    expect(stepNode(push, { title: "Hi" })).toEqual({ kind: "leave", port: "next", effects: [{ kind: "send_push" }] });
  });

  test("wants a title, real addresses, a word as topic and at most four weeks", () => {
    expect(describeConfig(push, { title: "" }).problems).toEqual(["error title"]);
    expect(describeConfig(push, { title: "x", url: "javascript:alert(1)", icon: "icon.png" }).problems).toEqual([
      "error url",
      "error icon",
    ]);
    expect(describeConfig(push, { title: "x", url: "{{ event.url }}", icon: "https://x.y/{{ a }}" }).problems).toEqual(
      [],
    );
    expect(describeConfig(push, { title: "x", ttl: "P29D" }).problems).toEqual(["error ttl"]);
    expect(push.schema.safeParse({ title: "x", topic: "two words" }).success).toBe(false);
    expect(push.schema.safeParse({ title: "x", urgency: "now" }).success).toBe(false);
  });

  const plain = (text: string) => ({ ok: true as const, text });

  test("is filled whole or not at all", () => {
    const fill = (text: string) =>
      text.includes("broken") ? { ok: false as const, error: "no such filter" } : plain(text);
    expect(fillPush({ title: "x", body: "{{ broken }}" }, fill)).toEqual({ ok: false, error: "no such filter" });
    expect(fillPush({ title: "  " }, plain)).toEqual({ ok: false, error: "the title is empty" });
  });

  test("carries only addresses of the web, texts of bounded length and the defaults", () => {
    const filled = fillPush({ title: "🎉".repeat(150), url: "javascript:alert(1)", icon: "https://x.y/i.png" }, plain);
    expect(filled).toMatchObject({
      ok: true,
      push: { url: "", icon: "https://x.y/i.png", body: "", ttlMs: 86_400_000, urgency: "normal", topic: "" },
    });
    const title = filled.ok ? filled.push.title : "";
    expect(title.length).toBeLessThanOrEqual(200);
    expect(title.isWellFormed()).toBe(true);
  });
});
