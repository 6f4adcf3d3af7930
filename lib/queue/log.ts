import { pino } from "pino";

/** The process's log: one JSON object a line on standard output. LOG_LEVEL: trace … fatal, default info. */
export const log = pino({ level: process.env.LOG_LEVEL ?? "info", base: null });
