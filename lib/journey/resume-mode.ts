import * as z from "zod";

/**
 * What becomes of timers when a paused journey goes on. now: as if it had never been paused, so whoever is late goes on at once. shift: every
 * span goes on where the pause began; moments of the calendar stay. spread: whoever is late goes on within a window. skip: whoever is late
 * leaves the journey (`skipped_after_pause`). Whom an event woke, or who had only just entered, goes on in every mode.
 */
export const resumeModeSchema = z.enum(["now", "shift", "spread", "skip"]);
export type ResumeMode = z.output<typeof resumeModeSchema>;
