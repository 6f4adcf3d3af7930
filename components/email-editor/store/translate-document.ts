import type { Block, PlainBlock } from "@/lib/email/blocks/registry";
import type { EmailDocument } from "@/lib/email/document";
import { isRichText } from "@/lib/email/is-rich-text";
import { localise, textFields } from "@/lib/email/localise";
import type { RichText } from "@/lib/email/rich-text";
import type { Translation } from "@/lib/email/translation";
import { untranslated } from "@/lib/email/untranslated";
import { allBlocks, mapBlocks } from "@/lib/email/walk-blocks";
import { findBlock, updateBlock } from "./edit-document";

type Text = string | RichText;

const fieldOf = (block: PlainBlock, field: string): Text | undefined => {
  const value: unknown = Reflect.get(block, field);
  return typeof value === "string" ? value : isRichText(value) ? value : undefined;
};

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

/** What a language does not say yet: ids of blocks, or "subject" and "preheader". */
export function leftToTranslate(document: EmailDocument, locale: string): string[] {
  return [...new Set(untranslated(document, locale).map(({ block_id, field }) => block_id ?? field))];
}
