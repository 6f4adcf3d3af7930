import { WORKSPACES_WITH_DUE_PATTERNS } from "@/lib/db/patterns.sql";
import { pool } from "@/lib/db/pool";
import { WORKSPACES_WITH_TIMERS } from "@/lib/db/timers.sql";
import { clockNow } from "@/lib/db/workspace-clock";
import { buildPatterns } from "./build-patterns";
import { fireDuePatterns } from "./fire-due-patterns";
import { fireTimers } from "./fire-timers";
import { keepScores } from "./keep-scores";
import { walkFirst } from "./walk-first";
import { workBulkEntries } from "./work-bulk-entries";

/**
 * Everything that lets people in without an event at hand: patterns that are new or that time makes true, scores that time moves, dates and recurring times,
 * people put in at once. Until nothing is due or the
 * signal says stop. Any number may run side by side; row locks keep them apart. Gives back how many people were looked at.
 */
export async function runTriggers(signal?: AbortSignal): Promise<number> {
  let looked = (await buildPatterns(signal)) + (await workBulkEntries(signal)) + (await keepScores(signal));
  const { rows } = await pool().query<{ id: number; mode: string; clock_offset_ms: string; due: number | null }>(
    WORKSPACES_WITH_DUE_PATTERNS,
  );
  for (const { id, mode, clock_offset_ms: clockOffsetMs, due } of rows)
    if (due !== null && due <= clockNow({ mode, clockOffsetMs })) {
      if (mode === "sandbox") await walkFirst(id);
      looked += await fireDuePatterns(id, signal);
    }
  const timers = await pool().query<{ id: number; mode: string; clock_offset_ms: string; next_at: number }>(
    WORKSPACES_WITH_TIMERS,
  );
  for (const { id, mode, clock_offset_ms: clockOffsetMs, next_at } of timers.rows)
    if (next_at <= clockNow({ mode, clockOffsetMs })) {
      if (mode === "sandbox") await walkFirst(id);
      looked += await fireTimers(id, signal);
    }
  return looked;
}
