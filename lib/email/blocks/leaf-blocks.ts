import * as z from "zod";
import { type ButtonBlock, buttonSchema } from "./button/schema";
import { type DividerBlock, dividerSchema } from "./divider/schema";
import { type FooterBlock, footerSchema } from "./footer/schema";
import { type HeadingBlock, headingSchema } from "./heading/schema";
import { type HtmlBlock, htmlSchema } from "./html/schema";
import { type ImageBlock, imageSchema } from "./image/schema";
import { type ListBlock, listSchema } from "./list/schema";
import { type SharedBlock, sharedSchema } from "./shared/schema";
import { type Shown, shownFields } from "./shown";
import { type SpacerBlock, spacerSchema } from "./spacer/schema";
import { type TextBlock, textSchema } from "./text/schema";

/** Blocks that hold no other blocks. */
export type LeafBlock =
  | HeadingBlock
  | TextBlock
  | ImageBlock
  | ButtonBlock
  | ListBlock
  | DividerBlock
  | SpacerBlock
  | HtmlBlock
  | SharedBlock
  | FooterBlock;

/** Each with the rules of who sees it. */
export const shownLeafSchemas = [
  headingSchema.extend(shownFields(headingSchema)),
  textSchema.extend(shownFields(textSchema)),
  imageSchema.extend(shownFields(imageSchema)),
  buttonSchema.extend(shownFields(buttonSchema)),
  listSchema.extend(shownFields(listSchema)),
  dividerSchema.extend(shownFields(dividerSchema)),
  spacerSchema.extend(shownFields(spacerSchema)),
  htmlSchema.extend(shownFields(htmlSchema)),
  sharedSchema.extend(shownFields(sharedSchema)),
  // The way out is for everybody: a footer has forms, but nobody it is hidden from.
  footerSchema.extend({ variants: shownFields(footerSchema).variants }),
] as const;

export const shownLeafSchema: z.ZodType<Shown<LeafBlock>> = z.discriminatedUnion("type", shownLeafSchemas);
