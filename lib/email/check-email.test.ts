import { describe, expect, it } from "vitest";
import { sizeProblems } from "./check-compiled";
import { checkEmail } from "./check-email";
import { emailDocumentSchema } from "./document";
import { documentFromShortForm } from "./short-form";
import { startingDocument } from "./starting-document";

const codes = (document: Parameters<typeof checkEmail>[0]) => checkEmail(document).map((problem) => problem.code);

describe("checkEmail", () => {
  it("finds nothing wrong with a short form, and what the starting document leaves to its author", () => {
    expect(codes(startingDocument())).toEqual(["preheader_missing", "link_example"]);
    expect(checkEmail(documentFromShortForm("Hi", "Write to mailto:a@example.com"), { short: true })).toEqual([]);
  });

  it("names the block and the field of each problem", () => {
    const document = emailDocumentSchema.parse({
      v: 1,
      subject: "",
      blocks: [
        { id: "i", type: "image", url: "https://pictures.coffee/a.png", alt: "" },
        { id: "b", type: "button", label: "Go", href: "" },
        { id: "j", type: "button", label: "Go", href: "javascript:x" },
        { id: "h", type: "heading", text: "{{ first_name" },
        {
          id: "t",
          type: "text",
          content: {
            type: "doc",
            content: [
              {
                type: "paragraph",
                content: [
                  { type: "text", text: "{% if a %}" },
                  { type: "text", text: "x", marks: [{ type: "link", attrs: { href: "" } }] },
                ],
              },
            ],
          },
        },
      ],
    });
    const problems = checkEmail(document);
    const places = problems.map(({ code, block_id, field }) => `${code} ${block_id ?? "-"} ${field ?? "-"}`);
    expect(places).toEqual([
      "subject_missing - subject",
      "alt_missing i alt",
      "link_missing b href",
      "link_invalid j href",
      "liquid h text",
      "liquid t content",
      "link_missing t content",
      "unsubscribe_missing - -",
    ]);
  });

  it("warns of long subjects and empty mails", () => {
    expect(codes({ v: 1, subject: "s".repeat(80), preheader: "", blocks: [] })).toEqual([
      "subject_long",
      "preheader_missing",
      "empty_mail",
      "unsubscribe_missing",
    ]);
  });

  it("warns from 80 KB of HTML and stops at 102", () => {
    expect(sizeProblems("x".repeat(79 * 1024))).toEqual([]);
    expect(sizeProblems("x".repeat(81 * 1024))[0]?.severity).toBe("warning");
    expect(sizeProblems("ü".repeat(51 * 1024))[0]?.severity).toBe("error");
  });
});

describe("emailDocumentSchema", () => {
  it("refuses what is too long, too deep, unknown or named twice", () => {
    const ok = startingDocument();
    expect(emailDocumentSchema.safeParse(ok).success).toBe(true);
    const spacer = (id: string) => ({ id, type: "spacer", height: 10 });
    const many = Array.from({ length: 201 }, (_, i) => spacer(`s${i}`));
    let list: object = { type: "paragraph" };
    for (let i = 0; i < 6; i++) list = { type: "bulletList", content: [{ type: "listItem", content: [list] }] };
    const deep = { id: "t", type: "text", content: { type: "doc", content: [list] } };
    const long = { id: "h", type: "heading", text: "x".repeat(501) };
    for (const blocks of [many, [deep], [long], [spacer("a"), spacer("a")], [{ id: "x", type: "video" }]])
      expect(emailDocumentSchema.safeParse({ ...ok, blocks }).success).toBe(false);
    expect(emailDocumentSchema.safeParse({ ...ok, extra: 1 }).success).toBe(false);
  });
});
