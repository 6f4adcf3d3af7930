import * as z from "zod";
import { imageTypes } from "@/lib/email/read-image";
import { listSchema, nameSchema, pageQuerySchema, timeSchema, uuidSchema } from "./common";

export const ASSET_BYTES_MAX = 5_000_000;

export const assetSchema = z.object({
  id: uuidSchema,
  name: z.string(),
  type: z.enum(imageTypes),
  /** px */
  width: z.number().int(),
  height: z.number().int(),
  /** bytes */
  size: z.number().int(),
  /** where mails find it; it never changes */
  url: z.string(),
  created_at: timeSchema,
});
export type AssetResource = z.output<typeof assetSchema>;
export const assetListSchema = listSchema(assetSchema);
export const assetListQuerySchema = pageQuerySchema;

export const assetUploadQuerySchema = z.object({ name: nameSchema.default("picture") });
/** what readUpload gives */
export const assetUploadSchema = z.object({ type: z.enum(imageTypes), bytes: z.instanceof(Uint8Array) });
