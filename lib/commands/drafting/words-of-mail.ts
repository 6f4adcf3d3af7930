import type { Block } from "@/lib/email/blocks/registry";
import { type EmailDocument, emailDocumentSchema } from "@/lib/email/document";
import { inlinesOf } from "@/lib/email/inlines-of";
import { allBlocks } from "@/lib/email/walk-blocks";

const WORDS_MAX = 1_500;

/** What a stored mail says, for a model that is to write one beside it: its lines, without layout. */
export function wordsOfMail(document: unknown): { subject: string; preview: string; words: string } | undefined {
  const parsed = emailDocumentSchema.safeParse(document);
  if (!parsed.success) return undefined;
  const { subject, preheader } = parsed.data;
  return { subject, preview: preheader, words: linesOf(parsed.data).join("\n").slice(0, WORDS_MAX) };
}

function linesOf(document: EmailDocument): string[] {
  return [...allBlocks(document.blocks)].flatMap(({ block }) => lineOf(block));
}

function lineOf(block: Block): string[] {
  if (block.type === "heading") return [block.text];
  if (block.type === "button") return [`[button: ${block.label} → ${block.href}]`];
  if (block.type !== "text") return [];
  return [[...inlinesOf(block.content.content)].map((part) => (part.type === "text" ? part.text : " ")).join("")];
}
