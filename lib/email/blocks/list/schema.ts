import * as z from "zod";
import { pathSchema } from "@/lib/journey/condition";
import { textLimits } from "../../text-limits";
import { blockIdSchema } from "../block-id";
import { LIST_ITEMS_MAX } from "./list-items-max";

const line = z.string().max(textLimits.line).default("");

/** A list in the person's data or the event (cart items, recommended products, reviews), drawn once for each of its items. */
export const listSchema = z.strictObject({
  id: blockIdSchema,
  type: z.literal("list"),
  /** where the list is, e.g. `event.items` */
  path: z.union([z.literal(""), pathSchema]),
  limit: z.number().int().min(1).max(LIST_ITEMS_MAX).default(10),
  layout: z.enum(["rows", "cards"]).default("rows"),
  /** the parts of one item, Liquid with `item.*`; an empty one is left out */
  image: z.string().max(2_000).default(""),
  title: line,
  detail: line,
  /** on the right of a row, e.g. the price */
  aside: line,
  href: z.string().max(2_000).default(""),
  total_label: line,
  total: line,
  /** said when there is no list, or nothing in it; "" for nothing */
  empty: line,
});
export type ListBlock = z.output<typeof listSchema>;
