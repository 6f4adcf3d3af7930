import { WORKSPACES_WITH_DUE_PATTERNS } from "@/lib/db/patterns.sql";
import { pool } from "@/lib/db/pool";
import { WORKSPACES_WITH_TIMERS } from "@/lib/db/timers.sql";
import { clockNow } from "@/lib/db/workspace-clock";
import { log } from "@/lib/queue/log";
import { buildPatterns } from "./build-patterns";
import { fireDuePatterns } from "./fire-due-patterns";
import { fireTimers } from "./fire-timers";
import { keepScores } from "./keep-scores";
import { walkFirst } from "./walk-first";
import { workBulkEntries } from "./work-bulk-entries";

type Clock = { id: number; mode: string; clock_offset_ms: string };
type Part = { name: string; work: () => Promise<number> };

/** Whoever's moment has come by their own clock. */
async function dueWorkspaces(
  text: string,
  fire: (id: number, signal?: AbortSignal) => Promise<number>,
  signal?: AbortSignal,
): Promise<Part[]> {
  const { rows } = await pool().query<Clock & { due: number | null }>(text);
  return rows
    .filter(
      ({ mode, clock_offset_ms, due }) => due !== null && due <= clockNow({ mode, clockOffsetMs: clock_offset_ms }),
    )
    .map(({ id, mode }) => ({
      name: `${fire.name} of workspace ${id}`,
      work: async () => {
        if (mode === "sandbox") await walkFirst(id);
        return fire(id, signal);
      },
    }));
}

/** One part, or one workspace, that fails must not keep the others waiting; the last failure is thrown when all have had their turn. */
class Turns {
  looked = 0;
  #failure: { error: unknown } | undefined;

  async take({ name, work }: Part): Promise<void> {
    try {
      this.looked += await work();
    } catch (error) {
      log.error({ err: error, name }, "a way into journeys failed; the others go on");
      this.#failure = { error };
    }
  }

  end(): number {
    if (this.#failure) throw this.#failure.error;
    return this.looked;
  }
}

/**
 * Everything that lets people in without an event at hand: patterns that are new or that time makes true, scores that time moves, dates and recurring times,
 * people put in at once. Until nothing is due or the
 * signal says stop. Any number may run side by side; row locks keep them apart. Gives back how many people were looked at.
 */
export async function runTriggers(signal?: AbortSignal): Promise<number> {
  const turns = new Turns();
  await turns.take({ name: "buildPatterns", work: () => buildPatterns(signal) });
  await turns.take({ name: "workBulkEntries", work: () => workBulkEntries(signal) });
  await turns.take({ name: "keepScores", work: () => keepScores(signal) });
  for (const part of await dueWorkspaces(WORKSPACES_WITH_DUE_PATTERNS, fireDuePatterns, signal)) await turns.take(part);
  for (const part of await dueWorkspaces(WORKSPACES_WITH_TIMERS, fireTimers, signal)) await turns.take(part);
  return turns.end();
}
