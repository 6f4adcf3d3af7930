import * as z from "zod";
import { columnsSchema } from "./columns/schema";
import { shownLeafSchemas } from "./leaf-blocks";
import type { Block } from "./registry";
import { shownFields } from "./shown";

/** Apart from the registry, so that a browser which only edits need not load what parses. */
export const blockSchema: z.ZodType<Block> = z.discriminatedUnion("type", [
  ...shownLeafSchemas,
  columnsSchema.extend(shownFields(columnsSchema)),
]);
