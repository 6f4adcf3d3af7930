import { Fragment, type ReactNode } from "react";
import { Link, Text } from "react-email";
import { splitLiquid } from "../../liquid/split-liquid";
import { textStyles } from "../../mail-style";
import type { RenderScope } from "../../render-scope";
import type { Inline, List, Mark, Paragraph, RichBlock } from "../../rich-text";
import { textForRichText } from "../../rich-text-liquid";
import type { BlockRenderProps } from "../render-props";
import type { TextBlock } from "./schema";

type Writer = { scope: RenderScope; text: (value: string) => string; style: object };

function marked(node: ReactNode, marks: Mark[] | undefined): ReactNode {
  return (marks ?? []).reduceRight<ReactNode>((inner, mark) => {
    if (mark.type === "bold") return <strong key="bold">{inner}</strong>;
    if (mark.type === "italic") return <em key="italic">{inner}</em>;
    return mark.type === "underline" ? <u key="underline">{inner}</u> : inner;
  }, node);
}

function inline(part: Inline, writer: Writer): ReactNode {
  switch (part.type) {
    case "text":
      return marked(writer.text(part.text), part.marks);
    case "hardBreak":
      return <br />;
    case "variable":
      return marked(writer.scope.variable(part.attrs.path, part.attrs.fallback), part.marks);
  }
}

const hrefOf = (part: Inline) => part.marks?.find((mark) => mark.type === "link")?.attrs.href;

/** Neighbours under the same link are one link, however their words are formatted. */
function linkRuns(content: Inline[]): { href: string | undefined; parts: Inline[] }[] {
  const runs: { href: string | undefined; parts: Inline[] }[] = [];
  for (const part of content) {
    const href = hrefOf(part);
    const last = runs.at(-1);
    if (last && last.href === href) last.parts.push(part);
    else runs.push({ href, parts: [part] });
  }
  return runs;
}

function inlines(content: Inline[] | undefined, writer: Writer): ReactNode[] {
  return linkRuns(content ?? []).map(({ href, parts }, i) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
    const inner = parts.map((part, j) => <Fragment key={j}>{inline(part, writer)}</Fragment>);
    // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
    if (href === undefined) return <Fragment key={i}>{inner}</Fragment>;
    const [only] = parts;
    const hiddenInText = parts.length === 1 && only?.type === "text" && only.text === href;
    return (
      <Link
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
        key={i}
        href={writer.scope.href(href, { hiddenInText })}
        className="sj-link"
        style={{ color: writer.scope.style.light.link, textDecoration: "underline" }}
      >
        {inner}
      </Link>
    );
  });
}

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
  const padding = writer.scope.align("left") === "left" ? "0 0 0 24px" : "0 24px 0 0";
  const style = { margin: "0 0 10px", padding };
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
    style: { ...textStyles.body, color: scope.style.light.text, textAlign: scope.align(block.align) },
  };
  return block.content.content.map((child, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
    <Fragment key={i}>{richBlock(child, writer, false)}</Fragment>
  ));
}
