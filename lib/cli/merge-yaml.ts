import { type Document, isMap, isScalar, isSeq, type Node, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";
import { keyedItems } from "./list-item-key";

/**
 * The text of a YAML file changed to say `value`, with the comments, the order and the style of everything that says the same already. A text
 * that is no YAML map is written anew.
 */
export function mergeYaml(text: string, value: Record<string, unknown>): string {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents)) document.contents = document.createNode(value) as never;
  else mergeMap(document, document.contents, value);
  return document.toString({ lineWidth: 120 });
}

function merged(document: Document, node: unknown, value: unknown): unknown {
  if (isMap(node) && typeof value === "object" && value !== null && !Array.isArray(value)) {
    mergeMap(document, node, value as Record<string, unknown>);
    return node;
  }
  if (isSeq(node) && Array.isArray(value)) {
    mergeList(document, node, value);
    return node;
  }
  if (isScalar(node) && node.value === value) return node;
  const made = document.createNode(value) as Node;
  if (isScalar(node) && isScalar(made)) {
    made.comment = node.comment;
    made.commentBefore = node.commentBefore;
  }
  return made;
}

function mergeMap(document: Document, map: YAMLMap, value: Record<string, unknown>): void {
  for (const pair of [...map.items]) {
    const key = keyText(pair.key);
    if (!(key in value)) map.delete(pair.key);
    else pair.value = merged(document, pair.value, value[key]);
  }
  for (const [key, inner] of Object.entries(value)) if (!map.has(key)) map.set(key, document.createNode(inner));
}

/** Items that are known by something keep their node wherever they stand now. */
function mergeList(document: Document, list: YAMLSeq, values: readonly unknown[]): void {
  const plain = list.toJS(document) as unknown[];
  const old = keyedItems(
    list.items.map((node, i) => ({ node, value: plain[i] })),
    ({ value }) => value,
  );
  const now = keyedItems(values, (value) => value);
  list.items =
    old && now
      ? [...now].map(([key, value]) => merged(document, old.get(key)?.node, value))
      : values.map((value, i) => merged(document, list.items[i], value));
}

function keyText(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}
