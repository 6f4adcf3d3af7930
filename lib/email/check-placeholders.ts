import type { EmailProblem } from "./check-email";
import type { EmailDocument } from "./document";
import { inlinesOf } from "./inlines-of";
import { allBlocks } from "./walk-blocks";

/** Words in brackets that ask for others: “[Your customer's name]”, “[insert a date]”. */
const PLACEHOLDER = /\[(?:your|insert|add|write)\s[^[\]{}]{1,200}\]/giu;

/** The texts of a document that an author sees in place, in reading order. */
function* textsOf(document: EmailDocument): Generator<{ text: string; block_id?: string; field: string }> {
  for (const field of ["subject", "preheader"] as const) yield { text: document[field], field };
  for (const { block } of allBlocks(document.blocks)) {
    const at = { block_id: block.id };
    if (block.type === "heading" || block.type === "footer") yield { ...at, text: block.text, field: "text" };
    if (block.type === "button") yield { ...at, text: block.label, field: "label" };
    if (block.type !== "text") continue;
    const words = [...inlinesOf(block.content.content)].map((part) => (part.type === "text" ? part.text : " "));
    yield { ...at, text: words.join(""), field: "content" };
  }
}

/** Words that stand for the author's own and would be sent as they are, once each. Pure. */
export function placeholderProblems(document: EmailDocument): EmailProblem[] {
  return [...textsOf(document)].flatMap(({ text, ...place }) =>
    [...new Set(text.match(PLACEHOLDER))].map(
      (words): EmailProblem => ({
        code: "placeholder",
        severity: "warning",
        message: `“${words}” stands for words of your own and would be sent as it is`,
        ...place,
      }),
    ),
  );
}
