import * as z from "zod";
import { durationSchema } from "@/lib/journey/duration";
import { workspaceModeSchema } from "./account";
import { timeSchema } from "./common";

export const clockSchema = z.object({ mode: workspaceModeSchema, now: timeSchema });
/** Forwards only, by a duration or to a time: one of the two. */
export const clockMoveSchema = z
  .object({
    advance: durationSchema.optional(),
    now: z.iso.datetime({ offset: true, error: "an ISO-8601 time with its zone, as 2026-03-01T09:00:00Z" }).optional(),
  })
  .refine(({ advance, now }) => (advance === undefined) !== (now === undefined), {
    path: ["advance"],
    message: "either advance or now",
  });
export type ClockMove = z.output<typeof clockMoveSchema>;
/** settled: all work due up to the new time has been done; false after 30 s, and the work goes on */
export const clockMovedSchema = z.object({ now: timeSchema, settled: z.boolean() });
