import * as z from "zod";
import { pathSchema } from "@/lib/journey/condition";
import { textLimits } from "./text-limits";

/**
 * Rich text as ProseMirror writes it, reduced to what every mail client shows: paragraphs and lists of text with
 * marks, line breaks, and variables. Text may hold Liquid, so that what the chips cannot say can be typed.
 */
const markSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("bold") }),
  z.strictObject({ type: z.literal("italic") }),
  z.strictObject({ type: z.literal("underline") }),
  z.strictObject({ type: z.literal("link"), attrs: z.strictObject({ href: z.string().max(textLimits.href) }) }),
]);
export type Mark = z.output<typeof markSchema>;

const marks = z.array(markSchema).max(4).optional();

const inlineSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text"), text: z.string().min(1).max(textLimits.piece), marks }),
  z.strictObject({ type: z.literal("hardBreak"), marks }),
  z.strictObject({
    type: z.literal("variable"),
    attrs: z.strictObject({ path: pathSchema, fallback: z.string().max(textLimits.fallback).default("") }),
    marks,
  }),
]);
export type Inline = z.output<typeof inlineSchema>;

export const alignSchema = z.enum(["left", "center", "right"]);
export type Align = z.output<typeof alignSchema>;

const paragraphSchema = z.strictObject({
  type: z.literal("paragraph"),
  content: z.array(inlineSchema).max(textLimits.piecesOfParagraph).optional(),
});
export type Paragraph = z.output<typeof paragraphSchema>;

export type ListItem = { type: "listItem"; content: RichBlock[] };
export type List =
  | { type: "bulletList"; content: ListItem[] }
  | { type: "orderedList"; attrs?: { start: number }; content: ListItem[] };
export type RichBlock = Paragraph | List;

function richBlockSchema(depth: number): z.ZodType<RichBlock> {
  if (depth === 0) return paragraphSchema;
  const item: z.ZodType<ListItem> = z.strictObject({
    type: z.literal("listItem"),
    content: z
      .array(richBlockSchema(depth - 1))
      .min(1)
      .max(textLimits.blocksOfItem),
  });
  const items = z.array(item).min(1).max(textLimits.itemsOfList);
  return z.union([
    paragraphSchema,
    z.strictObject({ type: z.literal("bulletList"), content: items }),
    z.strictObject({
      type: z.literal("orderedList"),
      attrs: z.strictObject({ start: z.number().int().min(0).max(10_000).default(1) }).optional(),
      content: items,
    }),
  ]);
}

export const richTextSchema = z.strictObject({
  type: z.literal("doc"),
  content: z.array(richBlockSchema(textLimits.listDepth)).max(textLimits.paragraphs),
});
export type RichText = { type: "doc"; content: RichBlock[] };
