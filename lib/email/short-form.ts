import type { EmailDocument } from "./document";
import type { Inline, ListItem, Mark, Paragraph, RichBlock, RichText } from "./rich-text";

/** Every character of the address can be read in one way only, so that no text makes the search long. */
const LINK = /\[([^\]\n]{1,500})\]\(((?:https?:\/\/|mailto:|tel:|(?=\{\{))(?:\{\{[^}]*\}\}|[^(){}\s]|\}|\{(?!\{))*)\)/;
const BARE_URL = /https?:\/\/(?:\{\{[^}]*\}\}|[^\s<>"'()[\]])+/;
const LINKS = new RegExp(`${LINK.source}|(${BARE_URL.source})`, "g");
const TRAILING = /[.,;:!?]+$/;
const BULLET = /^\s*[-*•]\s+/;

const BOLD = /\*\*([^*\n]+)\*\*/;

/** Words with their marks: `**so**` is bold. */
function text(value: string, href?: string): Inline[] {
  const link: Mark[] = href ? [{ type: "link", attrs: { href } }] : [];
  return value.split(BOLD).flatMap((part, i): Inline[] => {
    const marks: Mark[] = i % 2 === 1 ? [{ type: "bold" }, ...link] : link;
    return part === "" ? [] : [{ type: "text", text: part, ...(marks.length > 0 ? { marks } : {}) }];
  });
}

function inlineOf(line: string): Inline[] {
  const parts: Inline[] = [];
  let at = 0;
  for (const match of line.matchAll(LINKS)) {
    const [whole, label, href, bare] = match;
    parts.push(...text(line.slice(at, match.index)));
    at = match.index + whole.length;
    if (bare === undefined) {
      parts.push(...text(label ?? whole, href));
    } else {
      const url = bare.endsWith("}}") ? bare : bare.replace(TRAILING, "");
      at -= bare.length - url.length;
      parts.push(...text(url, url));
    }
  }
  return [...parts, ...text(line.slice(at))];
}

function paragraphOf(lines: string[]): Paragraph {
  const content = lines.flatMap((line, i): Inline[] => [
    ...(i === 0 ? [] : [{ type: "hardBreak" } as const]),
    ...inlineOf(line),
  ]);
  return { type: "paragraph", content };
}

function blocksOf(chunk: string): RichBlock[] {
  const lines = chunk.split("\n");
  if (lines.every((line) => BULLET.test(line))) {
    const items = lines.map(
      (line): ListItem => ({ type: "listItem", content: [paragraphOf([line.replace(BULLET, "")])] }),
    );
    return [{ type: "bulletList", content: items }];
  }
  return [paragraphOf(lines)];
}

/** Plain text as rich text: blank lines part paragraphs, `- ` makes lists, URLs and [label](url) become links, `**so**` is bold, Liquid stays. */
export function richTextFromPlain(body: string): RichText {
  const chunks = body
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n+/)
    .map((chunk) => chunk.replace(/^\n+|\s+$/g, ""))
    .filter((chunk) => chunk !== "");
  return { type: "doc", content: chunks.flatMap(blocksOf) };
}

/** The document of an email node's short form: subject and body as text, laid out by the default template with its footer. */
export function documentFromShortForm(subject: string, body: string): EmailDocument {
  return {
    v: 1,
    subject,
    preheader: "",
    blocks: [
      { id: "body", type: "text", align: "left", content: richTextFromPlain(body) },
      { id: "footer", type: "footer", text: "", unsubscribe_label: "Unsubscribe" },
    ],
  };
}
