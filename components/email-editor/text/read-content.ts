import type { JSONContent } from "@tiptap/core";
import type { Inline, ListItem, Mark, Paragraph, RichBlock, RichText } from "@/lib/email/rich-text";

/** What TipTap holds as our rich text: exactly the nodes, marks and attributes of the schema, whatever a paste brought along. */
export function readContent(json: JSONContent): RichText {
  return { type: "doc", content: (json.content ?? []).flatMap(readBlock) };
}

function readBlock(node: JSONContent): RichBlock[] {
  if (node.type === "bulletList") return listOf(node, (content) => ({ type: "bulletList", content }));
  if (node.type === "orderedList") {
    const start = Number(node.attrs?.start ?? 1);
    return listOf(node, (content) => ({
      type: "orderedList",
      ...(Number.isInteger(start) && start > 1 ? { attrs: { start } } : {}),
      content,
    }));
  }
  return node.type === "paragraph" ? [readParagraph(node)] : (node.content ?? []).flatMap(readBlock);
}

function listOf(node: JSONContent, make: (content: ListItem[]) => RichBlock): RichBlock[] {
  const items = (node.content ?? []).map((item): ListItem => {
    const content = (item.content ?? []).flatMap(readBlock);
    return { type: "listItem", content: content.length > 0 ? content : [{ type: "paragraph" }] };
  });
  return items.length > 0 ? [make(items)] : [];
}

function readParagraph(node: JSONContent): Paragraph {
  const content = (node.content ?? []).flatMap(readInline);
  return content.length > 0 ? { type: "paragraph", content } : { type: "paragraph" };
}

export function readInline(node: JSONContent): Inline[] {
  const marks = (node.marks ?? []).flatMap(readMark);
  const withMarks = marks.length > 0 ? { marks } : {};
  if (node.type === "text" && node.text) return [{ type: "text", text: node.text, ...withMarks }];
  if (node.type === "hardBreak") return [{ type: "hardBreak" }];
  if (node.type === "variable" && typeof node.attrs?.path === "string") {
    const { path, fallback } = node.attrs;
    return [
      { type: "variable", attrs: { path, fallback: typeof fallback === "string" ? fallback : "" }, ...withMarks },
    ];
  }
  return [];
}

function readMark(mark: { type: string; attrs?: Record<string, unknown> }): Mark[] {
  switch (mark.type) {
    case "bold":
    case "italic":
    case "underline":
      return [{ type: mark.type }];
    case "link":
      return typeof mark.attrs?.href === "string" ? [{ type: "link", attrs: { href: mark.attrs.href } }] : [];
    default:
      return [];
  }
}
