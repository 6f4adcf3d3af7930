import type { Json } from "./json";

export type AnswerFieldKind = "text" | "number" | "boolean" | "list" | "object";
export type AnswerField = {
  /** dotted, below `run.<step>` */
  path: string;
  kind: AnswerFieldKind;
};

const DEPTH_MAX = 4;
const FIELDS_MAX = 100;
const KEY = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;

/**
 * The fields of an answer that conditions and variables can name: object keys by dotted path, at most 100 and four deep. What is null has
 * no kind yet and is left out, as are keys that a path cannot spell and the copy of the fields that stands under `body`.
 */
export function answerFields(value: Json): AnswerField[] {
  const found: AnswerField[] = [];
  const visit = (one: Json, path: string[]) => {
    if (found.length >= FIELDS_MAX || one === null) return;
    if (path.length > 0) found.push({ path: path.join("."), kind: kindOf(one) });
    if (typeof one !== "object" || Array.isArray(one) || path.length >= DEPTH_MAX) return;
    for (const [key, inner] of Object.entries(one))
      if (KEY.test(key) && !isCopy(key, inner, path)) visit(inner, [...path, key]);
  };
  visit(value, []);
  return found;
}

function isCopy(key: string, inner: Json, path: string[]): boolean {
  return path.length === 0 && key === "body" && inner !== null && typeof inner === "object" && !Array.isArray(inner);
}

function kindOf(value: Exclude<Json, null>): AnswerFieldKind {
  if (Array.isArray(value)) return "list";
  switch (typeof value) {
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "string":
      return "text";
    default:
      return "object";
  }
}
