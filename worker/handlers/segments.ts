import { drainSegments } from "@/lib/commands/refresh-segments";
import { hintSegments } from "@/lib/queue/hint";

const CHUNK = 2_000;

/** Looks again at the segments of everybody whose data changed, until nobody is left or the worker stops. */
export function segmentsHandler(signal: AbortSignal): () => Promise<void> {
  return async () => {
    for (;;) {
      const { looked, left, failure } = await drainSegments(CHUNK);
      if (failure && looked === 0) throw failure.error;
      if (left === 0 && !failure) return;
      // Held by an event being stored, or the worker stops: another hint comes back to them.
      if (looked === 0 || signal.aborted) return hintSegments();
    }
  };
}
