import { liquidError } from "./liquid/liquid-error";
import { splitLiquid } from "./liquid/split-liquid";
import type { RenderScope } from "./render-scope";
import type { RichBlock, RichText } from "./rich-text";

/** Every text node in reading order. */
function* textNodes(blocks: RichBlock[]): Generator<string> {
  for (const block of blocks) {
    if (block.type === "paragraph") {
      for (const inline of block.content ?? []) if (inline.type === "text") yield inline.text;
    } else {
      for (const item of block.content) yield* textNodes(item.content);
    }
  }
}

/**
 * Why the Liquid of a rich text does not work as one template; undefined when it does. Formatting inside braces parts them (`{{ fir**st` ), an `if` may span
 * paragraphs but ends in the block where it began.
 */
export function richTextError(content: RichText): string | undefined {
  let source = "";
  for (const text of textNodes(content.content)) {
    const pieces = splitLiquid(text);
    if (!pieces) return liquidError(text) ?? "a brace is never closed";
    source += pieces.map((piece) => (piece.kind === "text" ? "x" : piece.source)).join("");
  }
  return liquidError(source);
}

/** The scope's text function for a rich text: as it is, or printing Liquid back where the whole does not parse. */
export function textForRichText(content: RichText, scope: RenderScope): (value: string) => string {
  return richTextError(content) === undefined ? scope.pieces : scope.literal;
}
