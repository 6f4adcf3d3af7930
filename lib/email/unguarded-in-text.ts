import { inlinesOf } from "./inlines-of";
import { liquidPath } from "./liquid/liquid-path";
import { unguardedVariables } from "./liquid/program";
import type { RichText } from "./rich-text";

/** The variables that a rich text writes without a fallback, typed or as chips. What an `if` of the same text asks about is taken care of. */
export function unguardedInText({ content }: RichText): string[] {
  let source = "";
  for (const part of inlinesOf(content)) {
    if (part.type === "text") source += part.text;
    else if (part.type === "variable" && part.attrs.fallback === "") source += `{{ ${liquidPath(part.attrs.path)} }}`;
    else source += " ";
  }
  return unguardedVariables(source);
}
