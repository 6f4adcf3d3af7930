import * as z from "zod";
import { pushUrgencies } from "@/lib/nodes/push/definition";

/** What became of one browser. "pending": it is still to be asked. */
const browserSchema = z.object({
  id: z.string(),
  /** "Firefox on Linux" */
  name: z.string(),
  state: z.enum(["pending", "accepted", "gone", "refused", "uncertain"]),
  reason: z.string().optional(),
});
export type PushedBrowser = z.output<typeof browserSchema>;

/** sends.request of a push: the same for every attempt, with what became of each browser. */
export const pushRequestSchema = z.object({
  /** what the browser is given, JSON */
  payload: z.string(),
  ttl_ms: z.number(),
  urgency: z.enum(pushUrgencies),
  topic: z.string().optional(),
  browsers: z.array(browserSchema),
});
export type PushRequest = z.output<typeof pushRequestSchema>;
