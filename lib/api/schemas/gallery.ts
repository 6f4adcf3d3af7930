import * as z from "zod";
import { galleryCategories } from "@/lib/gallery/gallery-journey";
import { graphSchema } from "@/lib/journey/graph";
import { jsonObjectSchema } from "@/lib/journey/json";
import { timeSchema } from "./common";
import { importPlanSchema } from "./journey-file";

const needSchema = z.object({
  kind: z.enum(["event", "attribute"]),
  name: z.string(),
  why: z.string(),
  /** properties to try it with; events only */
  example: jsonObjectSchema.nullable(),
  /** something of that name is in this workspace */
  arrives: z.boolean(),
  /** events only: when the last one came */
  last_seen_at: timeSchema.nullable(),
});

export const galleryJourneySchema = z.object({
  key: z.string(),
  name: z.string(),
  category: z.enum(galleryCategories),
  purpose: z.string(),
  description: z.string(),
  needs: z.array(needSchema),
  /** with references to the mails beside it */
  graph: graphSchema,
  mails: z.array(z.object({ key: z.string(), name: z.string(), subject: z.string() })),
  tests: z.array(z.string()),
});
export type GalleryResource = z.output<typeof galleryJourneySchema>;

export const galleryListSchema = z.object({ data: z.array(galleryJourneySchema) });
export const galleryParamsSchema = z.object({ key: z.string().max(64) });
export const galleryMailParamsSchema = z.object({ key: z.string().max(64), mail: z.string().max(64) });
export const galleryInstalledSchema = importPlanSchema;
