import type { CommentMarks } from "@/lib/api/schemas/comment";
import type { JourneyCounts } from "@/lib/api/schemas/journey";
import type { Present } from "@/lib/api/schemas/presence";

/** How fresh the numbers are: as they happen, asked for every few seconds, or not at all just now. */
export type LiveState = "live" | "polling" | "offline";

/** The outside world of followJourney. */
export type LiveSource = {
  /** opens the stream and resolves when it ends; rejects when it cannot be opened or breaks */
  stream: (signal: AbortSignal, onEvent: (event: string, data: unknown) => void) => Promise<void>;
  /** asks for the counts once; rejects when there is no answer */
  ask: (signal: AbortSignal) => Promise<JourneyCounts>;
  onCounts: (counts: JourneyCounts) => void;
  onPresent: (present: Present[]) => void;
  onComments: (comments: CommentMarks) => void;
  onState: (state: LiveState) => void;
};

const RETRY_FIRST_MS = 1_000;
const RETRY_MAX_MS = 30_000;
const POLL_MS = 4_000;
/** While asking every few seconds: after so many answers the stream is tried again. */
const POLLS_BEFORE_RETRY = 8;

/**
 * Keeps the numbers of a journey fresh until `signal` aborts: over the stream while it works; where it does not (a proxy that holds it
 * back), by asking every few seconds; and says so when neither gets an answer.
 */
export async function followJourney(source: LiveSource, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    let heard = false;
    await quietly(
      source.stream(signal, (event, data) => {
        if (!heard) source.onState("live");
        heard = true;
        if (event === "counts") source.onCounts(data as JourneyCounts);
        if (event === "present") source.onPresent(data as Present[]);
        if (event === "comments") source.onComments(data as CommentMarks);
      }),
    );
    if (signal.aborted) return;
    failures = heard ? 0 : failures + 1;
    if (heard) {
      await sleep(RETRY_FIRST_MS, signal);
      continue;
    }
    for (let polls = 0; polls < POLLS_BEFORE_RETRY && !signal.aborted; polls++) {
      const counts = await quietly(source.ask(signal));
      if (signal.aborted) return;
      source.onState(counts ? "polling" : "offline");
      if (!counts) {
        await sleep(Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** failures), signal);
        break;
      }
      source.onCounts(counts);
      await sleep(POLL_MS, signal);
    }
  }
}

/** The value, or undefined for whatever went wrong: here every failure means "no answer", and is shown as that. */
async function quietly<Value>(promise: Promise<Value>): Promise<Value | undefined> {
  try {
    return await promise;
  } catch {
    return undefined;
  }
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
