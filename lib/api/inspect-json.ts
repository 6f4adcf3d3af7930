import type { FieldError } from "./problem";

/** Deeper bodies are refused before anything recursive sees them; the deepest legitimate one (conditions in a graph) needs about 30. */
export const JSON_DEPTH_MAX = 64;
const ERRORS_MAX = 20;

/** Nesting of a JSON text, without parsing it: brackets outside of strings. Stops counting at `limit`. */
export function jsonDepth(text: string, limit: number): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length && deepest <= limit; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 92) i++;
      else if (c === 34) inString = false;
    } else if (c === 34) inString = true;
    else if (c === 123 || c === 91) deepest = Math.max(deepest, ++depth);
    else if (c === 125 || c === 93) depth--;
  }
  return deepest;
}

/** Why PostgreSQL cannot keep a text; undefined when it can. */
export function textProblem(text: string): string | undefined {
  if (text.includes("\u0000")) return "must not contain NUL characters";
  if (!text.isWellFormed()) return "must be valid Unicode (it has half of a surrogate pair)";
  return undefined;
}

/**
 * What no value of ours may contain anywhere: texts and keys that PostgreSQL cannot store, and keys that reach an object's
 * prototype. Dotted paths name the places, at most 20.
 */
export function inspectJson(value: unknown, path = "", errors: FieldError[] = []): FieldError[] {
  if (errors.length >= ERRORS_MAX) return errors;
  if (typeof value === "string") {
    const message = textProblem(value);
    if (message) errors.push({ path, message });
    return errors;
  }
  if (typeof value !== "object" || value === null) return errors;
  const prefix = path === "" ? "" : `${path}.`;
  for (const [key, child] of Object.entries(value)) {
    const bad = key === "__proto__" ? "is not an allowed key" : textProblem(key);
    if (bad) errors.push({ path: `${prefix}${key.toWellFormed().replaceAll("\u0000", "\\0")}`, message: bad });
    else inspectJson(child, `${prefix}${key}`, errors);
  }
  return errors;
}
