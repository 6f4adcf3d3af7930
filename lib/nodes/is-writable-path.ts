import { isWritableField, pathRoot } from "@/lib/journey/read-path";

/** Whether a step may write there: an attribute of the person, or one of their own fields that are not keys. */
export function isWritablePath(path: string): boolean {
  const at = pathRoot(path);
  return at.root === "attribute" || (at.root === "field" && at.keys.length === 0 && isWritableField(at.field));
}
