import type { PlainBlock } from "./blocks/registry";
import type { EmailProblem } from "./check-email";
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
  return [...new Set(found.paths)].filter(mayBeEmpty).map((path) => ({
    code: "fallback_missing",
    severity: "warning",
    message: `“${path}” has no word for people who have nothing there`,
    field: found.field,
  }));
}
