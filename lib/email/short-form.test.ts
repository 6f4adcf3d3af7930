import { describe, expect, it } from "vitest";
import { emailDocumentSchema } from "./document";
import { documentFromShortForm, richTextFromPlain } from "./short-form";

describe("the short form", () => {
  it("makes paragraphs, breaks, lists and links", () => {
    const { content } = richTextFromPlain(
      "Hi {{ first_name }},\nsee https://example.com/a?b={{ id }}.\r\n\r\n- one\n- two\n\n[Read on](https://example.com/x)",
    );
    expect(content.map((block) => block.type)).toEqual(["paragraph", "bulletList", "paragraph"]);
    const link = (href: string, text: string) => ({ type: "text", text, marks: [{ type: "link", attrs: { href } }] });
    expect(content[0]).toEqual({
      type: "paragraph",
      content: [
        { type: "text", text: "Hi {{ first_name }}," },
        { type: "hardBreak" },
        { type: "text", text: "see " },
        link("https://example.com/a?b={{ id }}", "https://example.com/a?b={{ id }}"),
        { type: "text", text: "." },
      ],
    });
    expect(content[2]).toEqual({ type: "paragraph", content: [link("https://example.com/x", "Read on")] });
  });

  it("gives a document that passes the schema, whatever is typed", () => {
    for (const body of ["", " \n\n ", "<b>hi</b>", "{{ broken", "a".repeat(5_000)])
      expect(emailDocumentSchema.safeParse(documentFromShortForm("s", body)).success).toBe(true);
  });

  it("makes words between double stars bold", () => {
    expect(richTextFromPlain("Use **WELCOME10** now").content[0]).toEqual({
      type: "paragraph",
      content: [
        { type: "text", text: "Use " },
        { type: "text", text: "WELCOME10", marks: [{ type: "bold" }] },
        { type: "text", text: " now" },
      ],
    });
  });

  it("takes a variable with blanks for an address, as it is written everywhere", () => {
    expect(richTextFromPlain("[Leave]({{ unsubscribe_url }}) now").content[0]).toEqual({
      type: "paragraph",
      content: [
        { type: "text", text: "Leave", marks: [{ type: "link", attrs: { href: "{{ unsubscribe_url }}" } }] },
        { type: "text", text: " now" },
      ],
    });
  });

  it("reads a link that is never closed in a moment, however many variables it has", () => {
    const before = performance.now();
    richTextFromPlain(`[a](https://x.example${"{{b}}".repeat(26)} and more`);
    richTextFromPlain(`${"[".repeat(2_000)}](https://x.example${"{{b}}{".repeat(3_000)}`);
    expect(performance.now() - before).toBeLessThan(500);
  });

  it("leaves HTML and unsafe links as text", () => {
    const text = JSON.stringify(richTextFromPlain("[x](javascript:alert(1)) <script>"));
    expect(text).not.toContain('"link"');
  });
});
