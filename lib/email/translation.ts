import * as z from "zod";
import { blockIdSchema } from "./blocks/block-id";
import { LOCALE_CODE } from "./locale-code";
import { type RichText, richTextSchema } from "./rich-text";

/** The texts of a mail in another language. What is absent is said in the mail's own. */
export type Translation = {
  subject?: string;
  preheader?: string;
  /** block id → field → text; variants have ids of their own */
  blocks?: Record<string, Record<string, string | RichText>>;
};

/** BCP 47: a language, or a language in a region. */
export const localeSchema = z.string().regex(LOCALE_CODE, "a language such as pt or pt-BR");

export const translationSchema: z.ZodType<Translation> = z.strictObject({
  subject: z.string().max(500).optional(),
  preheader: z.string().max(500).optional(),
  blocks: z
    .record(blockIdSchema, z.record(z.string().max(40), z.union([z.string().max(20_000), richTextSchema])))
    .optional(),
});
