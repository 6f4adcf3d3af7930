import * as z from "zod";
import { blockSchema } from "./blocks/block-schema";
import type { Block } from "./blocks/registry";
import { type Theme, themeSchema } from "./brand";
import { type Incentive, incentiveSchema } from "./incentive";
import { type OnFailure, onFailureSchema } from "./on-failure";
import { textLimits } from "./text-limits";
import { localeSchema, type Translation, translationSchema } from "./translation";
import { allBlocks } from "./walk-blocks";

/**
 * A mail as an author made it: a list of blocks, nothing rendered. Stored in templates and template_versions; compiled once
 * per version (compile-email.ts), filled once per person (fill-email.ts). What a user typed is data: it is never run as code.
 */
export const DOCUMENT_BLOCKS_MAX = 200;
/** characters of the document's JSON */
export const DOCUMENT_SIZE_MAX = 400_000;
const LOCALES_MAX = 20;

export type EmailDocument = {
  /** 1: before rules, columns, lists and translations. All that 2 added is optional, so reading an old one is accepting it. */
  v: 1 | 2;
  /** one line, may hold Liquid */
  subject: string;
  /** shown by inboxes after the subject; may hold Liquid */
  preheader: string;
  theme?: Theme;
  blocks: Block[];
  /** the language it is written in; without it "en" */
  locale?: string;
  /** locale → texts */
  translations?: Record<string, Translation>;
  incentive?: Incentive;
  /** without it: whoever's mail cannot be filled is skipped */
  on_failure?: OnFailure;
};

const shape = z.strictObject({
  v: z.union([z.literal(1), z.literal(2)]),
  subject: z.string().max(textLimits.line),
  preheader: z.string().max(textLimits.line).default(""),
  theme: themeSchema.optional(),
  blocks: z.array(blockSchema).max(DOCUMENT_BLOCKS_MAX),
  locale: localeSchema.optional(),
  translations: z.record(localeSchema, translationSchema).optional(),
  incentive: incentiveSchema.optional(),
  on_failure: onFailureSchema.optional(),
});

export const emailDocumentSchema: z.ZodType<EmailDocument> = shape
  .refine((document) => JSON.stringify(document).length <= DOCUMENT_SIZE_MAX, {
    message: `a mail's document has at most ${DOCUMENT_SIZE_MAX.toLocaleString("en-US")} characters`,
  })
  .refine((document) => Object.keys(document.translations ?? {}).length <= LOCALES_MAX, {
    path: ["translations"],
    message: `at most ${LOCALES_MAX} languages`,
  })
  .superRefine((document, context) => {
    const ids = [...allBlocks(document.blocks)].map(({ block }) => block.id);
    if (new Set(ids).size !== ids.length)
      context.addIssue({ code: "custom", path: ["blocks"], message: "every block needs an id of its own" });
    if (ids.length > DOCUMENT_BLOCKS_MAX)
      context.addIssue({
        code: "custom",
        path: ["blocks"],
        message: `at most ${DOCUMENT_BLOCKS_MAX} blocks, variants included`,
      });
  });
