import type { Node as ProseNode } from "@tiptap/pm/model";
import { textLimits } from "@/lib/email/text-limits";

/** Characters of one text block: more than anybody reads in a mail, and far more than Gmail shows. */
export const TEXT_CHARACTERS_MAX = 30_000;

const count = (n: number) => n.toLocaleString("en");

/** What one part of a text has too much of; undefined: nothing. */
function excessOf(node: ProseNode): string | undefined {
  const { name } = node.type;
  if (name === "bulletList" || name === "orderedList")
    return node.childCount > textLimits.itemsOfList
      ? `A list would have ${count(node.childCount)} items; it takes ${textLimits.itemsOfList}.`
      : undefined;
  if (name === "listItem")
    return node.childCount > textLimits.blocksOfItem
      ? `An item of a list would have ${count(node.childCount)} paragraphs; it takes ${textLimits.blocksOfItem}.`
      : undefined;
  if (name === "paragraph")
    return node.childCount > textLimits.piecesOfParagraph
      ? `A paragraph would have ${count(node.childCount)} pieces; it takes ${textLimits.piecesOfParagraph}.`
      : undefined;
  if (name === "variable")
    return String(node.attrs.path).length > textLimits.path || String(node.attrs.fallback).length > textLimits.fallback
      ? `A variable and its word take ${textLimits.fallback} characters each.`
      : undefined;
  if ((node.text?.length ?? 0) > textLimits.piece)
    return `A paragraph would have ${count(node.text?.length ?? 0)} characters formatted alike; it takes ${count(textLimits.piece)}.`;
  return node.marks.some(({ attrs }) => String(attrs.href ?? "").length > textLimits.href)
    ? `An address takes ${count(textLimits.href)} characters.`
    : undefined;
}

function excessIn(node: ProseNode, depth: number): string | undefined {
  const inside = node.type.name.endsWith("List") ? depth + 1 : depth;
  if (inside > textLimits.listDepth) return `Lists nest ${textLimits.listDepth} deep at most.`;
  let found = excessOf(node);
  for (let i = 0; found === undefined && i < node.childCount; i++) found = excessIn(node.child(i), inside);
  return found;
}

/** Why a text cannot be stored as it would be (lib/email/rich-text.ts); undefined when it can. */
export function textProblem(document: ProseNode): string | undefined {
  const characters = document.textContent.length;
  if (characters > TEXT_CHARACTERS_MAX)
    return `It would have ${count(characters)} characters; a text block takes ${count(TEXT_CHARACTERS_MAX)}.`;
  if (document.childCount > textLimits.paragraphs)
    return `It would have ${document.childCount} paragraphs; a text block takes ${textLimits.paragraphs}.`;
  return excessIn(document, 0);
}
