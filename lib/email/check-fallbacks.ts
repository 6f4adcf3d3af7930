import type { PlainBlock } from "./blocks/registry";
import type { EmailProblem } from "./check-email";
import type { EmailDocument } from "./document";
import { unguardedVariables } from "./liquid/program";
import { mayBeEmpty } from "./may-be-empty";
import { unguardedInText } from "./unguarded-in-text";

function unguarded(block: PlainBlock): { field: string; paths: string[] } | undefined {
  switch (block.type) {
    case "heading":
    case "footer":
      return { field: "text", paths: unguardedVariables(block.text) };
    case "button":
      return { field: "label", paths: unguardedVariables(block.label) };
    case "text":
      return { field: "content", paths: unguardedInText(block.content) };
    default:
      return undefined;
  }
}

/** Variables of a block without a word for people who have nothing there, once each: a hole in their mail. */
export function fallbackProblems(block: PlainBlock): EmailProblem[] {
  const found = unguarded(block);
  if (!found) return [];
  return withoutWord(found.paths, found.field, "");
}

/** The same for the subject and the preview line, where a hole is what somebody sees first. */
export function lineFallbackProblems(document: Pick<EmailDocument, "subject" | "preheader">): EmailProblem[] {
  return [
    ...withoutWord(unguardedVariables(document.subject), "subject", " in the subject"),
    ...withoutWord(unguardedVariables(document.preheader), "preheader", " in the preview line"),
  ];
}

function withoutWord(paths: string[], field: string, where: string): EmailProblem[] {
  return [...new Set(paths)].filter(mayBeEmpty).map((path) => ({
    code: "fallback_missing",
    severity: "warning",
    message: `“${path}”${where} has no word for people who have nothing there`,
    field,
  }));
}
