import * as z from "zod";
import { type ButtonBlock, buttonSchema } from "./button/block";
import { type DividerBlock, dividerSchema } from "./divider/block";
import { type FooterBlock, footerSchema } from "./footer/block";
import { type HeadingBlock, headingSchema } from "./heading/block";
import { type HtmlBlock, htmlSchema } from "./html/block";
import { type ImageBlock, imageSchema } from "./image/block";
import { type ListBlock, listSchema } from "./list/block";
import { type SharedBlock, sharedSchema } from "./shared/block";
import { type Shown, shownFields } from "./shown";
import { type SpacerBlock, spacerSchema } from "./spacer/block";
import { type TextBlock, textSchema } from "./text/block";

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
