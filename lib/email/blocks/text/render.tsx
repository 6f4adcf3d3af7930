import { Fragment, type ReactNode } from "react";
import { Link, Text } from "react-email";
import { splitLiquid } from "../../liquid/split-liquid";
import { textStyles } from "../../mail-style";
import type { RenderScope } from "../../render-scope";
import type { Inline, List, Mark, Paragraph, RichBlock } from "../../rich-text";
import { textForRichText } from "../../rich-text-liquid";
import type { BlockRenderProps } from "../render-props";
import type { TextBlock } from "./block";

type Writer = { scope: RenderScope; text: (value: string) => string; style: object };

function withMark(mark: Mark, inner: ReactNode, scope: RenderScope, words?: string): ReactNode {
  switch (mark.type) {
    case "bold":
      return <strong>{inner}</strong>;
    case "italic":
      return <em>{inner}</em>;
    case "underline":
      return <u>{inner}</u>;
    case "link":
      return (
        <Link
          href={scope.href(mark.attrs.href, { hiddenInText: mark.attrs.href === words })}
          className="sj-link"
          style={{ color: scope.style.light.link, textDecoration: "underline" }}
        >
          {inner}
        </Link>
      );
  }
}

function marked(node: ReactNode, marks: Mark[] | undefined, scope: RenderScope, words?: string): ReactNode {
  return (marks ?? []).reduceRight<ReactNode>((inner, mark) => withMark(mark, inner, scope, words), node);
}

function inline(part: Inline, writer: Writer): ReactNode {
  switch (part.type) {
    case "text":
      return marked(writer.text(part.text), part.marks, writer.scope, part.text);
    case "hardBreak":
      return <br />;
    case "variable":
      return marked(writer.scope.variable(part.attrs.path, part.attrs.fallback), part.marks, writer.scope);
  }
}

const inlines = (content: Inline[] | undefined, writer: Writer) =>
  // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
  (content ?? []).map((part, i) => <Fragment key={i}>{inline(part, writer)}</Fragment>);

/** A paragraph of nothing but `{% … %}` steers what follows and leaves no gap behind. */
function steersOnly(paragraph: Paragraph): boolean {
  const parts = paragraph.content ?? [];
  if (parts.length === 0) return false;
  return parts.every(
    (part) =>
      part.type === "text" &&
      splitLiquid(part.text)?.every((piece) => piece.kind === "tag" || piece.source.trim() === "") === true &&
      part.text.includes("{%"),
  );
}

function richBlock(block: RichBlock, writer: Writer, tight: boolean): ReactNode {
  if (block.type !== "paragraph") return list(block, writer);
  if (steersOnly(block)) return inlines(block.content, writer);
  return (
    <Text className="sj-text" style={{ ...writer.style, margin: tight ? "0 0 6px" : "0 0 16px" }}>
      {block.content ? inlines(block.content, writer) : "\u00a0"}
    </Text>
  );
}

function list(block: List, writer: Writer): ReactNode {
  const items = block.content.map((item, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
    <li key={i} className="sj-text" style={{ ...writer.style, margin: 0 }}>
      {item.content.map((child, j) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
        <Fragment key={j}>{richBlock(child, writer, true)}</Fragment>
      ))}
    </li>
  ));
  const style = { margin: "0 0 10px", padding: "0 0 0 24px" };
  return block.type === "orderedList" ? (
    <ol start={block.attrs?.start} style={style}>
      {items}
    </ol>
  ) : (
    <ul style={style}>{items}</ul>
  );
}

export function RenderText({ block, scope }: BlockRenderProps<TextBlock>) {
  const writer: Writer = {
    scope,
    text: textForRichText(block.content, scope),
    style: { ...textStyles.body, color: scope.style.light.text, textAlign: block.align },
  };
  return block.content.content.map((child, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
    <Fragment key={i}>{richBlock(child, writer, false)}</Fragment>
  ));
}
