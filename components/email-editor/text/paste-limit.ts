import type { Node as ProseNode } from "@tiptap/pm/model";

/** Characters of one text block: more than anybody reads in a mail, and far more than Gmail shows. */
export const TEXT_CHARACTERS_MAX = 30_000;
/** What the document's schema takes (lib/email/rich-text.ts). */
const PARAGRAPHS_MAX = 300;

/** Why pasted content cannot stay, once cleaned and put in; undefined when it can. */
export function pasteProblem(document: ProseNode): string | undefined {
  const characters = document.textContent.length;
  if (characters > TEXT_CHARACTERS_MAX)
    return `It would have ${characters.toLocaleString("en")} characters; a text block takes ${TEXT_CHARACTERS_MAX.toLocaleString("en")}.`;
  return document.childCount > PARAGRAPHS_MAX
    ? `It would have ${document.childCount} paragraphs; a text block takes ${PARAGRAPHS_MAX}.`
    : undefined;
}

/** Markup that word processors bring along and no mail keeps: thrown away before it is parsed, for it is most of the bytes. */
export function withoutBaggage(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<(style|script|head|svg|xml)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<(?:img|meta|link|o:[a-z]+)\b[^>]*>/gi, "")
    .replace(/\s(?:style|class|lang|id|data-[\w-]+)=(?:"[^"]*"|'[^']*')/gi, (attribute) =>
      /^\sdata-(variable|fallback)=/i.test(attribute) ? attribute : "",
    );
}
