import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { RichBlock } from "@/lib/email/rich-text";
import { StillText } from "./still-text";

const draw = (content: RichBlock[]) =>
  renderToStaticMarkup(<StillText content={content} />).replaceAll(/<span>(.*?)<\/span>/g, "$1");

describe("a text before its engine has come", () => {
  it("has the elements of the mail: paragraphs, breaks and marks", () => {
    const text = draw([
      {
        type: "paragraph",
        content: [
          { type: "text", text: "Hello ", marks: [{ type: "bold" }, { type: "italic" }] },
          { type: "hardBreak" },
          { type: "text", text: "<you>", marks: [{ type: "underline" }] },
        ],
      },
    ]);
    expect(text).toBe("<p><strong><em>Hello </em></strong><br/><u>&lt;you&gt;</u></p>");
  });

  it("keeps the height of an empty paragraph", () => {
    expect(draw([{ type: "paragraph" }])).toBe("<p><br/></p>");
  });

  it("draws lists within lists, a numbered one from its number", () => {
    const item = (text: string): RichBlock => ({ type: "paragraph", content: [{ type: "text", text }] });
    const inner: RichBlock = { type: "bulletList", content: [{ type: "listItem", content: [item("b")] }] };
    const list: RichBlock = {
      type: "orderedList",
      attrs: { start: 3 },
      content: [{ type: "listItem", content: [item("a"), inner] }],
    };
    expect(draw([list])).toBe('<ol start="3"><li><p>a</p><ul><li><p>b</p></li></ul></li></ol>');
  });

  it("draws a link as words: nothing of an address can act while a mail is edited", () => {
    const link: RichBlock = {
      type: "paragraph",
      content: [{ type: "text", text: "here", marks: [{ type: "link", attrs: { href: "javascript:alert(1)" } }] }],
    };
    expect(renderToStaticMarkup(<StillText content={[link]} />)).toContain('<span class="mail-link">here</span>');
  });
});
