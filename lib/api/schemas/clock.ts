import * as z from "zod";
import { durationSchema } from "@/lib/journey/duration";
import { workspaceModeSchema } from "./account";
import { timeSchema } from "./common";

export const clockSchema = z.object({ mode: workspaceModeSchema, now: timeSchema });
/** Forwards only, by a duration or to a time. */
export const clockMoveSchema = z.union([
  z.object({ advance: durationSchema }),
  z.object({ now: z.iso.datetime({ offset: true }) }),
]);
export type ClockMove = z.output<typeof clockMoveSchema>;
/** settled: all work due up to the new time has been done; false after 30 s, and the work goes on */
export const clockMovedSchema = z.object({ now: timeSchema, settled: z.boolean() });
