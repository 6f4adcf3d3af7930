import { liquidPath } from "@/lib/email/liquid/liquid-path";
import type { Inline, RichBlock, RichText } from "@/lib/email/rich-text";

/** A chip: a path and what stands there for people who have nothing at it. */
export type Variable = { path: string; fallback: string };

/** `{{ path }}` and `{{ path | default: "…" }}`: what a chip can say. Anything else stays as the text it is. */
export const CHIP =
  /\{\{\s*([A-Za-z_][\w-]*(?:\.[\w-]+)*)\s*(?:\|\s*default:\s*(?:"([^"\\{}%]*)"|'([^'\\{}%]*)')\s*)?\}\}/;
const CHIPS = new RegExp(CHIP.source, "g");

const PLAIN = /^[A-Za-z_][\w-]*(?:\.[\w-]+)*$/;

/** Filters and quotes: what somebody wrote between braces, and no path that a chip could stand for. */
export const isExpression = (inside: string): boolean => /[|"']/.test(inside);

/** A chip as Liquid. Names that Liquid would misread stand in brackets. */
export function chipSource({ path, fallback }: Variable): string {
  const clean = fallback.replaceAll(/["\\{}%]/g, "");
  const name = PLAIN.test(path) || isExpression(path) ? path : liquidPath(path);
  return clean === "" ? `{{ ${name} }}` : `{{ ${name} | default: "${clean}" }}`;
}

type Piece = { text: string } | Variable;

/** A line of text and Liquid, parted into text and chips. */
export function splitChips(line: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of line.matchAll(CHIPS)) {
    const [whole, path = "", double, single] = match;
    if (match.index > at) pieces.push({ text: line.slice(at, match.index) });
    pieces.push({ path, fallback: double ?? single ?? "" });
    at = match.index + whole.length;
  }
  if (at < line.length) pieces.push({ text: line.slice(at) });
  return pieces;
}

/** The line of pieces again: the inverse of splitChips up to the spelling of blanks and quotes. */
export function joinChips(pieces: Piece[]): string {
  return pieces.map((piece) => ("text" in piece ? piece.text : chipSource(piece))).join("");
}

function chipInline(part: Inline): Inline[] {
  if (part.type !== "text") return [part];
  const marks = part.marks ? { marks: part.marks } : {};
  return splitChips(part.text).map(
    (piece): Inline =>
      "text" in piece ? { type: "text", text: piece.text, ...marks } : { type: "variable", attrs: piece, ...marks },
  );
}

function chipBlock(block: RichBlock): RichBlock {
  if (block.type === "paragraph")
    return block.content ? { ...block, content: block.content.flatMap(chipInline) } : block;
  return { ...block, content: block.content.map((item) => ({ ...item, content: item.content.map(chipBlock) })) };
}

/** Rich text with simple Liquid shown as chips: they mean the same and are easier to edit. */
export function withChips(content: RichText): RichText {
  return { type: "doc", content: content.content.map(chipBlock) };
}

/** A line for lists and names: chips by their fallback, or by the last word of their path. */
export function readableLine(line: string): string {
  return splitChips(line)
    .map((piece) =>
      "text" in piece ? piece.text : piece.fallback || `[${piece.path.split(".").at(-1)?.replaceAll("_", " ")}]`,
    )
    .join("");
}
