import type { PlainBlock } from "./blocks/registry";
import type { EmailDocument } from "./document";
import { isRichText } from "./is-rich-text";
import type { RichBlock } from "./rich-text";
import { allBlocks } from "./walk-blocks";

/** One difference of two forms of a mail. `before` and `after` as a reader would say them; absent where there was or is nothing. */
export type DocumentChange = {
  kind: "added" | "removed" | "changed" | "moved";
  /** the block's type, or "mail" */
  what: PlainBlock["type"] | "mail";
  block_id?: string;
  field?: string;
  before?: string;
  after?: string;
};

function richWords(blocks: readonly RichBlock[]): string {
  return blocks
    .map((block) =>
      block.type === "paragraph"
        ? (block.content ?? [])
            .map((part) =>
              part.type === "text" ? part.text : part.type === "variable" ? `{{ ${part.attrs.path} }}` : "\n",
            )
            .join("")
        : block.content.map((item) => `- ${richWords(item.content)}`).join("\n"),
    )
    .join("\n");
}

function said(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (isRichText(value)) return richWords(value.content);
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Words of a block for somebody who looks at what came or went. */
function wordsOf(block: PlainBlock): string {
  for (const field of ["text", "content", "label", "alt", "path", "html"]) {
    const words = said(Reflect.get(block, field));
    if (words) return words.slice(0, 200);
  }
  return "";
}

const FIELDS_OF_STRUCTURE = new Set(["id", "type", "columns", "variants"]);

function fieldChanges(before: PlainBlock, after: PlainBlock): DocumentChange[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields].flatMap((field): DocumentChange[] => {
    if (FIELDS_OF_STRUCTURE.has(field)) return [];
    const [was, is]: unknown[] = [Reflect.get(before, field), Reflect.get(after, field)];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    const [b, a] = [said(was), said(is)];
    return [
      {
        kind: "changed",
        what: after.type,
        block_id: after.id,
        field,
        ...(b === undefined ? {} : { before: b }),
        ...(a === undefined ? {} : { after: a }),
      },
    ];
  });
}

/** Ids that stand in another order than before, as few as can be: those outside the longest run that kept its order. */
function movedIds(before: readonly string[], after: readonly string[]): Set<string> {
  const places = after.filter((id) => before.includes(id)).map((id) => before.indexOf(id));
  const lengths: number[] = [];
  const previous: number[] = [];
  places.forEach((place, i) => {
    let best = -1;
    for (let j = 0; j < i; j++)
      if ((places[j] ?? 0) < place && (best < 0 || (lengths[j] ?? 0) > (lengths[best] ?? 0))) best = j;
    lengths.push(best < 0 ? 1 : (lengths[best] ?? 0) + 1);
    previous.push(best);
  });
  const kept = new Set<number>();
  for (let i = lengths.indexOf(Math.max(0, ...lengths)); i >= 0; i = previous[i] ?? -1) kept.add(places[i] ?? -1);
  return new Set(places.filter((place) => !kept.has(place)).map((place) => before[place] ?? ""));
}

const MAIL_FIELDS = ["subject", "preheader", "theme", "incentive", "on_failure", "locale", "translations"] as const;

/** What changed from one form of a mail to another, in reading order of the newer. */
export function compareDocuments(before: EmailDocument, after: EmailDocument): DocumentChange[] {
  const mail = MAIL_FIELDS.flatMap((field): DocumentChange[] => {
    if (JSON.stringify(before[field]) === JSON.stringify(after[field])) return [];
    const [b, a] = [said(before[field]), said(after[field])];
    return [
      {
        kind: "changed",
        what: "mail",
        field,
        ...(b === undefined ? {} : { before: b }),
        ...(a === undefined ? {} : { after: a }),
      },
    ];
  });
  const old = new Map([...allBlocks(before.blocks)].map(({ block }) => [block.id, block]));
  const now = new Map([...allBlocks(after.blocks)].map(({ block }) => [block.id, block]));
  const moved = movedIds(
    [...old.keys()].filter((id) => now.has(id)),
    [...now.keys()],
  );
  const blocks = [...now.values()].flatMap((block): DocumentChange[] => {
    const was = old.get(block.id);
    if (!was || was.type !== block.type)
      return [{ kind: "added", what: block.type, block_id: block.id, after: wordsOf(block) }];
    const move: DocumentChange[] = moved.has(block.id)
      ? [{ kind: "moved", what: block.type, block_id: block.id, after: wordsOf(block) }]
      : [];
    return [...move, ...fieldChanges(was, block)];
  });
  const gone = [...old.values()].flatMap((block): DocumentChange[] =>
    now.get(block.id)?.type === block.type
      ? []
      : [{ kind: "removed", what: block.type, block_id: block.id, before: wordsOf(block) }],
  );
  return [...mail, ...blocks, ...gone];
}
