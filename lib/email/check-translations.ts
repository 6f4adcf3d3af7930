import type { EmailProblem } from "./check-email";
import type { EmailDocument } from "./document";
import { untranslated } from "./untranslated";

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
