import { runTriggers } from "@/lib/commands/run-triggers";

/** Ways in that need no event: see runTriggers. */
export function triggersHandler(signal: AbortSignal): () => Promise<void> {
  return async () => {
    await runTriggers(signal);
  };
}
