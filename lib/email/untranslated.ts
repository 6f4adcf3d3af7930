import type { EmailDocument } from "./document";
import { inlinesOf } from "./inlines-of";
import { isRichText } from "./is-rich-text";
import { textFields } from "./localise";
import { allBlocks } from "./walk-blocks";

/** Fields that are addresses or Liquid of a list: the same in every language unless somebody says otherwise. */
const sameEverywhere = new Set(["url", "href", "image", "total", "aside", "title", "detail"]);

const hasWords = (text: unknown) =>
  isRichText(text) ? !inlinesOf(text.content).next().done : typeof text === "string" && text.trim() !== "";

/** The texts of a mail that a language does not say, in reading order. No `block_id`: the subject or the preview line. */
export function untranslated(document: EmailDocument, locale: string): { block_id?: string; field: string }[] {
  const translation = document.translations?.[locale] ?? {};
  const ofLines = (["subject", "preheader"] as const).filter(
    (field) => hasWords(document[field]) && translation[field] === undefined,
  );
  const ofBlocks = [...allBlocks(document.blocks)].flatMap(({ block }) =>
    textFields(block)
      .filter((field) => !sameEverywhere.has(field) && hasWords(Reflect.get(block, field)))
      .filter((field) => translation.blocks?.[block.id]?.[field] === undefined)
      .map((field) => ({ block_id: block.id, field })),
  );
  return [...ofLines.map((field) => ({ field })), ...ofBlocks];
}
