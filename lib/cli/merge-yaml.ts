import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { keyedItems } from "./list-item-key";

/**
 * The text of a YAML file changed to say `value`, with the comments, the order and the style of everything that says the same already. A text
 * that is no YAML map is written anew. Anchors and aliases are written out: what one place says may change without the other.
 */
export function mergeYaml(text: string, value: Record<string, unknown>): string {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents)) document.contents = nodeOf(document, value) as never;
  else {
    writeOutAliases(document);
    mergeMap(document, document.contents, value);
  }
  return document.toString({ lineWidth: 120 });
}

/** Equal parts of the value are written twice, never as an anchor and an alias. */
function nodeOf(document: Document, value: unknown): Node {
  return document.createNode(value, { aliasDuplicateObjects: false });
}

/** Throws on a text whose aliases would grow without measure (the parser's own limit). */
function writeOutAliases(document: Document): void {
  let aliased = false;
  visit(document, {
    Alias: () => {
      aliased = true;
      return visit.BREAK;
    },
  });
  if (!aliased) return;
  document.toJS();
  visit(document, {
    Alias: (_, alias) => {
      const copy = alias.resolve(document)?.clone();
      return isNode(copy) ? copy : undefined;
    },
  });
  visit(document, {
    Value: (_, node) => {
      delete node.anchor;
    },
  });
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
  const made = nodeOf(document, value);
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
  for (const [key, inner] of Object.entries(value)) if (!map.has(key)) map.set(key, nodeOf(document, inner));
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
