import { Schema } from "@tiptap/pm/model";
import { describe, expect, it } from "vitest";
import { pasteProblem, TEXT_CHARACTERS_MAX, withoutBaggage } from "./paste-limit";

const schema = new Schema({ nodes: { doc: { content: "paragraph*" }, paragraph: { content: "text*" }, text: {} } });
const of = (paragraphs: string[]) =>
  schema.node(
    "doc",
    null,
    paragraphs.map((words) => schema.node("paragraph", null, words === "" ? [] : [schema.text(words)])),
  );

describe("pasting", () => {
  it("throws away two megabytes of a word processor's markup in a moment and keeps the words", () => {
    const word = `<style>${".a{mso-x:1}".repeat(50_000)}</style><!--[if gte mso 9]>${"x".repeat(500_000)}<![endif]-->`;
    const html = `<html><head><meta charset=utf-8></head><body>${word}${'<p class="MsoNormal" style="margin:0">Hello <b>you</b></p>'.repeat(20_000)}</body></html>`;
    expect(html.length).toBeGreaterThan(2_000_000);
    const before = performance.now();
    const clean = withoutBaggage(html);
    expect(performance.now() - before).toBeLessThan(1_500);
    expect(clean).toContain("<p>Hello <b>you</b></p>");
    expect(clean).not.toMatch(/mso|style|class=/);
  });

  it("keeps variables that are pasted from another mail", () => {
    const chip = '<span data-variable="first_name" data-fallback="you" class="x"></span>';
    expect(withoutBaggage(chip)).toBe('<span data-variable="first_name" data-fallback="you"></span>');
  });

  it("says what is too much, and takes what is just enough", () => {
    expect(pasteProblem(of(["x".repeat(TEXT_CHARACTERS_MAX)]))).toBeUndefined();
    expect(pasteProblem(of(["x".repeat(TEXT_CHARACTERS_MAX + 1)]))).toContain("30,001 characters");
    expect(pasteProblem(of(Array.from({ length: 301 }, () => "")))).toContain("301 paragraphs");
  });
});
