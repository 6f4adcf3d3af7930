import * as z from "zod";
import { type Block, blockSchema } from "./blocks/registry";
import { type Theme, themeSchema } from "./brand";

/**
 * A mail as an author made it: a list of blocks, nothing rendered. Stored in templates and template_versions; compiled once
 * per version (compile-email.ts), filled once per person (fill-email.ts). What a user typed is data: it is never run as code.
 */
export const DOCUMENT_BLOCKS_MAX = 200;
/** characters of the document's JSON */
export const DOCUMENT_SIZE_MAX = 100_000;

export type EmailDocument = {
  v: 1;
  /** one line, may hold Liquid */
  subject: string;
  /** shown by inboxes after the subject; may hold Liquid */
  preheader: string;
  theme?: Theme;
  blocks: Block[];
};

export const emailDocumentSchema: z.ZodType<EmailDocument> = z
  .strictObject({
    v: z.literal(1),
    subject: z.string().max(500),
    preheader: z.string().max(500).default(""),
    theme: themeSchema.optional(),
    blocks: z.array(blockSchema).max(DOCUMENT_BLOCKS_MAX),
  })
  .refine((document) => JSON.stringify(document).length <= DOCUMENT_SIZE_MAX, {
    message: `a mail's document has at most ${DOCUMENT_SIZE_MAX} characters`,
  })
  .refine((document) => new Set(document.blocks.map((block) => block.id)).size === document.blocks.length, {
    path: ["blocks"],
    message: "every block needs an id of its own",
  });
