import { quoteLiquid } from "./quote-liquid";

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** Words that mean something else in Liquid when a path starts with them. */
const KEYWORDS = new Set(["true", "false", "nil", "null", "empty", "blank"]);

/** A dotted path as Liquid reads it: odd names in brackets. */
export function liquidPath(path: string): string {
  return path
    .split(".")
    .map((key, i) =>
      IDENTIFIER.test(key) && !(i === 0 && KEYWORDS.has(key)) ? (i === 0 ? key : `.${key}`) : `[${quoteLiquid(key)}]`,
    )
    .join("");
}
