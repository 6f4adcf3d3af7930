import { finishResumes } from "@/lib/commands/finish-resumes";
import { migratePeople } from "@/lib/commands/migrate-people";
import { hintJourneys } from "@/lib/queue/hint";

/** A handler gives the rest back to the queue after this long. */
const BUDGET_MS = 30_000;

/**
 * Lets people go on after a pause and moves them between versions, as their authors have chosen; what is left when time is up gets a hint
 * of its own.
 */
export function journeysHandler(signal: AbortSignal): () => Promise<void> {
  return async () => {
    const until = performance.now() + BUDGET_MS;
    const resumes = finishResumes({ budgetMs: BUDGET_MS, signal });
    await Promise.allSettled([resumes]);
    const migrating = await migratePeople({ budgetMs: until - performance.now(), signal });
    // Only now: a resume that failed keeps no migration from its turn.
    const resuming = await resumes;
    // A migration that waits for a paused journey would only be looked at in vain; resuming and the sweep hint it.
    if (resuming > 0 || (migrating > 0 && (signal.aborted || performance.now() >= until))) hintJourneys();
  };
}
