import { getSchema, type JSONContent } from "@tiptap/core";
import { describe, expect, it } from "vitest";
import { richTextSchema } from "@/lib/email/rich-text";
import { richTextExtensions } from "./extensions";
import { readContent } from "./read-content";
import { TEXT_CHARACTERS_MAX, textProblem } from "./text-problem";
import { withoutBaggage } from "./without-baggage";

const schema = getSchema(richTextExtensions);
const document = (...content: JSONContent[]) => schema.nodeFromJSON({ type: "doc", content });
const paragraph = (...content: JSONContent[]): JSONContent => ({ type: "paragraph", content });
const words = (text: string, href?: string): JSONContent => ({
  type: "text",
  text,
  ...(href ? { marks: [{ type: "link", attrs: { href } }] } : {}),
});
const list = (items: JSONContent[][]): JSONContent => ({
  type: "bulletList",
  content: items.map((content) => ({ type: "listItem", content })),
});
const nested = (depth: number): JSONContent =>
  list([[paragraph(words("x")), ...(depth > 1 ? [nested(depth - 1)] : [])]]);
const many = <T>(n: number, what: T): T[] => Array.from({ length: n }, () => what);

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
    const half = paragraph(words("x".repeat(TEXT_CHARACTERS_MAX / 2)));
    expect(textProblem(document(half, half))).toBeUndefined();
    expect(textProblem(document(half, half, paragraph(words("x"))))).toContain("30,001 characters");
    expect(textProblem(document(...many(301, paragraph())))).toContain("301 paragraphs");
  });

  it.each<[string, JSONContent]>([
    ["one run of words", paragraph(words("x".repeat(20_001)))],
    ["pieces of a paragraph", paragraph(...many(501, { type: "hardBreak" }))],
    ["items of a list", list(many(201, [paragraph(words("x"))]))],
    ["paragraphs of an item", list([many(51, paragraph(words("x")))])],
    ["lists in lists", nested(5)],
    ["an address", paragraph(words("x", `https://example.com/${"y".repeat(2_000)}`))],
    ["a variable's word", paragraph({ type: "variable", attrs: { path: "a", fallback: "y".repeat(201) } })],
  ])("sees what the server would refuse: %s", (_, content) => {
    expect(richTextSchema.safeParse(readContent({ type: "doc", content: [content] })).success).toBe(false);
    expect(textProblem(document(content))).toEqual(expect.any(String));
  });

  it.each<[string, JSONContent]>([
    ["one run of words", paragraph(words("x".repeat(20_000)))],
    ["pieces of a paragraph", paragraph(...many(500, { type: "hardBreak" }))],
    ["items of a list", list(many(200, [paragraph(words("x"))]))],
    ["lists in lists", nested(4)],
  ])("lets pass what the server takes: %s", (_, content) => {
    expect(richTextSchema.safeParse(readContent({ type: "doc", content: [content] })).success).toBe(true);
    expect(textProblem(document(content))).toBeUndefined();
  });
});
