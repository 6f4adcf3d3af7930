import { blockRegistry, type PlainBlock } from "./blocks/registry";
import type { EmailDocument } from "./document";
import type { RichText } from "./rich-text";
import type { Translation } from "./translation";
import { mapBlocks } from "./walk-blocks";

/** The fields of a block that a translation may replace. */
export function textFields(block: PlainBlock): readonly string[] {
  return blockRegistry[block.type].texts;
}

function translated(block: PlainBlock, texts: Record<string, string | RichText> | undefined): PlainBlock {
  if (!texts) return block;
  const known = textFields(block);
  const changes = Object.entries(texts).filter(
    // a text of the kind that is there: a string for a string, rich text for rich text
    ([field, text]) => known.includes(field) && typeof text === typeof Reflect.get(block, field),
  );
  return { ...block, ...Object.fromEntries(changes) };
}

/**
 * The document with its texts in one of its languages. What is not said in `pt-BR` is said in `pt`, and else in the mail's own; a mail
 * that is written in `pt-BR` says it there before `pt` is asked.
 */
export function localise(document: EmailDocument, locale: string): EmailDocument {
  const { translations = {}, ...rest } = document;
  const parts = locale.split("-");
  const wider = parts.map((_, i) => parts.slice(0, i + 1).join("-"));
  const chain = wider
    .slice(document.locale === undefined ? 0 : wider.indexOf(document.locale) + 1)
    .map((one) => translations[one])
    .filter((one) => one !== undefined);
  let said: EmailDocument = rest;
  for (const translation of chain) said = withTexts(said, translation, locale);
  return said;
}

function withTexts(document: EmailDocument, translation: Translation, locale: string): EmailDocument {
  return {
    ...document,
    locale,
    subject: translation.subject ?? document.subject,
    preheader: translation.preheader ?? document.preheader,
    blocks: mapBlocks(document.blocks, (block) => translated(block, translation.blocks?.[block.id])),
  };
}
