import * as z from "zod";
import { jsonObjectSchema, jsonSchema } from "@/lib/journey/json";
import { attentionItemSchema } from "./attention";
import { externalIdSchema, listSchema, pageQuerySchema, timeSchema } from "./common";
import { journeyStatusSchema } from "./journey";
import { messageFiguresSchema } from "./report";

/** What the workspace has learned from what arrived: events, their properties, attributes, tags. */
export const eventSchema = z.object({
  id: z.string(),
  event: z.string(),
  external_id: externalIdSchema.nullable(),
  /** the sender's word */
  occurred_at: timeSchema,
  received_at: timeSchema,
  properties: jsonObjectSchema,
  context: jsonObjectSchema.nullable(),
});
export type EventResource = z.output<typeof eventSchema>;
export const eventListSchema = listSchema(eventSchema);
export const eventListQuerySchema = pageQuerySchema.extend({
  event: z.string().max(200).optional(),
  external_id: externalIdSchema.optional(),
});

export const eventKindSchema = z.object({
  name: z.string(),
  first_seen_at: timeSchema,
  last_seen_at: timeSchema,
  /** property → an example of its value */
  properties: jsonObjectSchema,
});
export type EventKindResource = z.output<typeof eventKindSchema>;
export const eventKindListSchema = listSchema(eventKindSchema);

export const attributeSchema = z.object({
  /** dotted path as conditions use it */
  path: z.string(),
  /** a field that every subscriber has, or an attribute that was sent */
  source: z.enum(["field", "attribute"]),
  samples: z.array(jsonSchema),
});
export type AttributeResource = z.output<typeof attributeSchema>;
export const attributeListSchema = listSchema(attributeSchema);

export const tagSchema = z.object({ tag: z.string(), count: z.number().int() });
export type TagResource = z.output<typeof tagSchema>;
export const tagListSchema = listSchema(tagSchema);

const count = z.number().int();

export const overviewSchema = z.object({
  subscribers: z.object({ total: count, new_last_30_days: count }),
  journeys: z.object({ draft: count, active: count, paused: count, completed: count, archived: count }),
  /** runs that are going on now */
  active_enrollments: count,
  events_last_24_hours: count,
  /** last 30 days of the workspace's clock, today included */
  messages: messageFiguresSchema,
  /** 30 days, oldest first, days without anything included */
  series: z.array(
    z.object({
      day: z.iso.date(),
      entered: count,
      completed: count,
      sent: count,
      opened: count,
      clicked: count,
      converted: count,
    }),
  ),
  /** the live ones first, by people inside */
  top_journeys: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      status: journeyStatusSchema,
      entered: count,
      active: count,
      completed: count,
    }),
  ),
  /** what stands still until a person looks at it, the gravest first */
  attention: z.array(attentionItemSchema),
});
export type Overview = z.output<typeof overviewSchema>;
