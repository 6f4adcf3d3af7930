import { migratePeople } from "@/lib/commands/migrate-people";
import { hintJourneys } from "@/lib/queue/hint";

/** A handler gives the rest back to the queue after this long. */
const BUDGET_MS = 30_000;

/** Moves people between versions as their authors have chosen; what is left when time is up gets a hint of its own. */
export function journeysHandler(signal: AbortSignal): () => Promise<void> {
  return async () => {
    const until = performance.now() + BUDGET_MS;
    const unfinished = await migratePeople({ budgetMs: BUDGET_MS, signal });
    // What waits for a paused journey to go on would only be looked at in vain.
    if (unfinished > 0 && (signal.aborted || performance.now() >= until)) hintJourneys();
  };
}
