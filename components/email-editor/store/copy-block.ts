import type { Block } from "@/lib/email/blocks/registry";
import type { EmailDocument } from "@/lib/email/document";
import type { Translation } from "@/lib/email/translation";
import { allBlocks, mapBlocks } from "@/lib/email/walk-blocks";
import type { Condition } from "@/lib/journey/condition";
import { insertAfter, newBlockId, siblingsOf, updateRules } from "./edit-document";

/** A rule of which nothing is written yet; the checks ask for it. */
export const NOBODY_YET: Condition = { all: [] };

type Ids = ReadonlyMap<string, string>;

/** The block with new ids for everything inside it, and which id became which. */
function copyOf(block: Block, id: string): { copy: Block; ids: Ids } {
  const ids = new Map<string, string>();
  const [copy = block] = mapBlocks([block], (inner) => {
    const fresh = inner.id === block.id ? id : newBlockId();
    ids.set(inner.id, fresh);
    return { ...inner, id: fresh };
  });
  return { copy, ids };
}

/** What every language says of some blocks, said of their copies, too. */
function withWordsCopied(document: EmailDocument, ids: Ids): EmailDocument {
  const said = (translation: Translation): Translation => {
    const words = [...ids].flatMap(([from, to]) => {
      const found = translation.blocks?.[from];
      return found ? [[to, found] as const] : [];
    });
    return { ...translation, blocks: { ...translation.blocks, ...Object.fromEntries(words) } };
  };
  const { translations } = document;
  if (!translations) return document;
  const copied = Object.entries(translations).map(([locale, translation]) => [locale, said(translation)] as const);
  return { ...document, translations: Object.fromEntries(copied) };
}

const blockAt = (document: EmailDocument, id: string) => siblingsOf(document, id).find((block) => block.id === id);

/** A copy with ids of its own, right behind the original. */
export function duplicateBlock(document: EmailDocument, id: string, copyId: string): EmailDocument {
  const block = blockAt(document, id);
  if (!block) return document;
  const { copy, ids } = copyOf(block, copyId);
  return withWordsCopied(insertAfter(document, copy, id), ids);
}

/** Another form of a block, which begins as the block is and waits for its rule. */
export function addVersion(document: EmailDocument, id: string, versionId: string): EmailDocument {
  const block = blockAt(document, id);
  if (!block) return document;
  const { when: _when, variants: _variants, ...form } = block;
  const { copy, ids } = copyOf(form as Block, versionId);
  const made = updateRules(document, id, ({ when, variants = [] }) => ({
    when,
    variants: [...variants, { when: NOBODY_YET, block: copy }],
  }));
  return withWordsCopied(made, ids);
}

/** The document of a reusable block made of one of a mail's, with what its languages say; undefined: it is not there. */
export function reusableOf(document: EmailDocument, id: string): EmailDocument | undefined {
  const block = blockAt(document, id);
  if (!block) return undefined;
  const inside = new Set([...allBlocks([block])].map((found) => found.block.id));
  const translations = Object.entries(document.translations ?? {}).flatMap(([locale, { blocks = {} }]) => {
    const words = Object.entries(blocks).filter(([blockId]) => inside.has(blockId));
    return words.length > 0 ? [[locale, { blocks: Object.fromEntries(words) }] as const] : [];
  });
  return {
    v: 2,
    subject: "",
    preheader: "",
    blocks: [block],
    ...(document.locale ? { locale: document.locale } : {}),
    ...(translations.length > 0 ? { translations: Object.fromEntries(translations) } : {}),
  };
}
