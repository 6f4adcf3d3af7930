import * as z from "zod";
import { blockIdSchema } from "../block-id";
import { type LeafBlock, shownLeafSchema } from "../leaf-blocks";
import type { Shown } from "../shown";

export type ColumnRatio = "equal" | "1-2" | "2-1";
export type ColumnsBlock = {
  id: string;
  type: "columns";
  /** widths of two columns; three are always equal */
  ratio: ColumnRatio;
  columns: { blocks: Shown<LeafBlock>[] }[];
};

/** Two or three columns of blocks, one under the other on a phone. Columns hold no columns. */
export const columnsSchema = z.strictObject({
  id: blockIdSchema,
  type: z.literal("columns"),
  ratio: z.enum(["equal", "1-2", "2-1"]).default("equal"),
  columns: z
    .array(z.strictObject({ blocks: z.array(shownLeafSchema).max(50) }))
    .min(2)
    .max(3),
});
