import * as z from "zod";
import { externalIdSchema, listSchema, pageQuerySchema, timeSchema, uuidSchema } from "./common";

export const pushKeySchema = z.object({
  /** VAPID, base64url: the applicationServerKey that a browser subscribes with */
  public_key: z.string(),
});

const endpointSchema = z
  .url({ protocol: /^https?$/ })
  .max(2_000)
  .regex(/^[\x21-\x7e]*$/, "is written in ASCII, as browsers and push services do");
const base64urlSchema = z.string().regex(/^[A-Za-z0-9_-]{16,200}=*$/, "base64url");

/** As browsers give it: `{userId, subscription: subscription.toJSON()}`. */
export const pushSubscribeSchema = z.object({
  userId: externalIdSchema,
  subscription: z.object({
    endpoint: endpointSchema,
    expirationTime: z.number().nullish(),
    keys: z.object({ p256dh: base64urlSchema, auth: base64urlSchema }),
  }),
});
export type PushSubscribe = z.output<typeof pushSubscribeSchema>;

export const pushUnsubscribeSchema = z.object({ endpoint: endpointSchema });

export const pushSubscriptionSchema = z.object({
  id: uuidSchema,
  external_id: externalIdSchema,
  /** what the browser calls itself: "Firefox on Linux" */
  browser: z.string(),
  /** host of its push service */
  service: z.string(),
  created_at: timeSchema,
});
export type PushSubscriptionResource = z.output<typeof pushSubscriptionSchema>;
export const pushSubscriptionListSchema = listSchema(pushSubscriptionSchema);
export const pushSubscriptionListQuerySchema = pageQuerySchema.extend({ external_id: externalIdSchema.optional() });

export const pushTestSchema = z.strictObject({
  title: z.string().trim().min(1).max(200),
  body: z.string().trim().max(1_000).default(""),
  url: endpointSchema.optional(),
});
export const pushTestSentSchema = z.object({ message_id: uuidSchema });
