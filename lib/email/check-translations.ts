import type { EmailProblem } from "./check-email";
import type { EmailDocument } from "./document";
import { textFields } from "./localise";
import { allBlocks } from "./walk-blocks";

/** Fields that are addresses or Liquid of a list: the same in every language unless somebody says otherwise. */
const sameEverywhere = new Set(["url", "href", "image", "total", "aside", "title", "detail"]);

type Untranslated = { block_id?: string; field: string };

function untranslated(document: EmailDocument, locale: string): Untranslated[] {
  const translation = document.translations?.[locale] ?? {};
  const found: Untranslated[] = [];
  for (const field of ["subject", "preheader"] as const)
    if (document[field].trim() !== "" && !translation[field]?.trim()) found.push({ field });
  for (const { block } of allBlocks(document.blocks)) {
    for (const field of textFields(block)) {
      const own: unknown = Reflect.get(block, field);
      if (sameEverywhere.has(field) || own === undefined || own === "") continue;
      if (translation.blocks?.[block.id]?.[field] === undefined) found.push({ block_id: block.id, field });
    }
  }
  return found;
}

/** What is not said in one of the mail's languages and so goes out in its own: one problem a language, at the first such place. */
export function translationProblems(document: EmailDocument): EmailProblem[] {
  return Object.keys(document.translations ?? {}).flatMap((locale): EmailProblem[] => {
    // pt-BR may leave to pt what is the same in both
    if (locale.includes("-") && document.translations?.[locale.split("-")[0] ?? ""]) return [];
    const [first, ...more] = untranslated(document, locale);
    if (!first) return [];
    const count = more.length + 1;
    const message = `${count} ${count === 1 ? "text is" : "texts are"} not translated into “${locale}”; the mail's own language stands there`;
    return [{ code: "translation_missing", severity: "warning", message, ...first }];
  });
}
