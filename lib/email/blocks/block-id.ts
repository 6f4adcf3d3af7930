import * as z from "zod";

/** Every block has an id of its own in the document: problems, undo and drag name it. */
export const blockIdSchema = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[A-Za-z0-9_-]+$/, "letters, digits, _ and - only");
