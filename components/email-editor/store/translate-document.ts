import type { Block, PlainBlock } from "@/lib/email/blocks/registry";
import type { EmailDocument } from "@/lib/email/document";
import { localise, textFields } from "@/lib/email/localise";
import type { RichText } from "@/lib/email/rich-text";
import type { Translation } from "@/lib/email/translation";
import { allBlocks, mapBlocks } from "@/lib/email/walk-blocks";
import { findBlock, updateBlock } from "./edit-document";

type Text = string | RichText;

const fieldOf = (block: PlainBlock, field: string): Text | undefined => {
  const value: unknown = Reflect.get(block, field);
  return typeof value === "string" ? value : isRichText(value) ? value : undefined;
};

const isRichText = (value: unknown): value is RichText =>
  typeof value === "object" && value !== null && "type" in value && value.type === "doc";

function withTranslation(
  document: EmailDocument,
  locale: string,
  change: (t: Translation) => Translation,
): EmailDocument {
  const { [locale]: now = {}, ...others } = document.translations ?? {};
  return { ...document, v: 2, translations: { ...others, [locale]: change(now) } };
}

/** The subject or preview line in a language. */
export function translateLine(
  document: EmailDocument,
  locale: string,
  field: "subject" | "preheader",
  text: string,
): EmailDocument {
  return withTranslation(document, locale, (translation) => ({ ...translation, [field]: text }));
}

/** A block as a language shows it, with the mail's own words again, in everything inside it, too. */
function withOwnWords(document: EmailDocument, shown: PlainBlock): PlainBlock {
  const own = new Map([...allBlocks(document.blocks)].map(({ block }) => [block.id, block]));
  const [block = shown] = mapBlocks([shown as Block], (inner) => {
    const base = own.get(inner.id);
    if (base?.type !== inner.type) return inner;
    return { ...inner, ...Object.fromEntries(textFields(inner).map((field) => [field, Reflect.get(base, field)])) };
  });
  return block;
}

/**
 * A block as it was changed while a language was shown: texts that differ from what that language said are its translation, everything else (sizes, widths, colours)
 * is the block's for all languages.
 */
export function translateBlock(document: EmailDocument, locale: string, next: PlainBlock): EmailDocument {
  const shown = findBlock(localise(document, locale), next.id);
  if (!shown) return document;
  const fields = textFields(next);
  const changed = fields.flatMap((field): [string, Text][] => {
    const value = fieldOf(next, field);
    return value !== undefined && value !== fieldOf(shown, field) ? [[field, value]] : [];
  });
  const withBase = updateBlock(document, withOwnWords(document, next));
  if (changed.length === 0) return withBase;
  return withTranslation(withBase, locale, (translation) => ({
    ...translation,
    blocks: {
      ...translation.blocks,
      [next.id]: { ...translation.blocks?.[next.id], ...Object.fromEntries(changed) },
    },
  }));
}

const hasWords = (text: Text | undefined) =>
  typeof text === "string" ? text.trim() !== "" : text !== undefined && text.content.length > 0;

/** Addresses may be the same in every language; nobody needs to be told. */
const WORDLESS = new Set(["href", "url"]);

/** The texts of a mail that a language does not say: a block's id, or "subject" / "preheader". */
export function untranslated(document: EmailDocument, locale: string): { done: number; missing: string[] } {
  const translation = document.translations?.[locale] ?? {};
  const missing: string[] = [];
  let done = 0;
  const count = (id: string, there: boolean) => (there ? done++ : missing.push(id));
  for (const field of ["subject", "preheader"] as const)
    if (document[field].trim() !== "") count(field, translation[field] !== undefined);
  for (const { block } of allBlocks(document.blocks)) {
    const fields = textFields(block).filter((field) => !WORDLESS.has(field) && hasWords(fieldOf(block, field)));
    if (fields.length > 0)
      count(
        block.id,
        fields.every((field) => translation.blocks?.[block.id]?.[field] !== undefined),
      );
  }
  return { done, missing };
}
