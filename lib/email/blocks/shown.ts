import * as z from "zod";
import { type Condition, conditionSchema } from "@/lib/journey/condition";

/** Another form of a block for those who match. Of the same type as the block; it has no rules of its own. */
export type Variant<B> = { when: Condition; block: B };

/** A block with the rules that decide who sees it and in which form. */
export type Shown<B> = B & {
  /** who does not match does not see it */
  when?: Condition;
  /** the first that matches is shown; for everybody else the block itself is the fallback */
  variants?: Variant<B>[];
};

const VARIANTS_MAX = 8;

/** The rules beside a block's own fields. */
export function shownFields<B extends z.ZodType>(block: B) {
  return {
    when: conditionSchema.optional(),
    variants: z
      .array(z.strictObject({ when: conditionSchema, block }))
      .max(VARIANTS_MAX)
      .optional(),
  };
}
