/**
 * Saving a draft as a pure state machine. The caller performs what `plan` says and feeds back what happened. At most one
 * request is under way; changes made meanwhile are saved by the next one, with the revision the first one answered.
 */
export type SaveState<Draft> =
  | { kind: "saved"; revision: number; at: number | undefined }
  | { kind: "changed"; revision: number; draft: Draft; saveAt: number }
  | { kind: "saving"; revision: number; sent: Draft; newer: Draft | undefined; tries: number }
  | { kind: "offline"; revision: number; draft: Draft; retryAt: number; tries: number; reason: string }
  /** the server understood and said no; the next edit tries again, and so does whoever asks for it */
  | { kind: "refused"; revision: number; draft: Draft; reason: string }
  /** somebody else saved first; nothing is sent until the author chooses */
  | { kind: "conflict"; revision: number; draft: Draft };

export type SaveEvent<Draft> =
  | { kind: "edited"; draft: Draft; at: number }
  | { kind: "due"; at: number }
  | { kind: "succeeded"; revision: number; at: number }
  | { kind: "refused_as_stale" }
  | { kind: "refused"; reason: string }
  | { kind: "failed"; reason: string; at: number }
  | { kind: "keep_mine"; revision: number; at: number }
  | { kind: "take_theirs"; revision: number; at: number };

export const AUTOSAVE_DELAY_MS = 800;
const RETRY_FIRST_MS = 2_000;
const RETRY_MAX_MS = 30_000;

/** The next state. Events that mean nothing in a state leave it as it is. */
export function saveReducer<Draft>(state: SaveState<Draft>, event: SaveEvent<Draft>): SaveState<Draft> {
  switch (event.kind) {
    case "edited":
      return edited(state, event.draft, event.at);
    case "due":
      return due(state);
    case "succeeded":
      return state.kind === "saving" ? succeeded(state, event.revision, event.at) : state;
    case "refused_as_stale":
      return state.kind === "saving"
        ? { kind: "conflict", revision: state.revision, draft: state.newer ?? state.sent }
        : state;
    case "refused":
      return state.kind === "saving" ? refused(state, event.reason) : state;
    case "failed":
      return state.kind === "saving" ? failed(state, event.reason, event.at) : state;
    case "keep_mine":
      return state.kind === "conflict"
        ? { kind: "changed", revision: event.revision, draft: state.draft, saveAt: event.at }
        : state;
    case "take_theirs":
      return state.kind === "conflict" || state.kind === "saved"
        ? { kind: "saved", revision: event.revision, at: event.at }
        : state;
  }
}

function edited<Draft>(state: SaveState<Draft>, draft: Draft, at: number): SaveState<Draft> {
  switch (state.kind) {
    case "saved":
    case "changed":
    case "refused":
      return { kind: "changed", revision: state.revision, draft, saveAt: at + AUTOSAVE_DELAY_MS };
    case "saving":
      return { ...state, newer: draft };
    case "offline":
    case "conflict":
      return { ...state, draft };
  }
}

function due<Draft>(state: SaveState<Draft>): SaveState<Draft> {
  if (state.kind !== "changed" && state.kind !== "offline" && state.kind !== "refused") return state;
  return {
    kind: "saving",
    revision: state.revision,
    sent: state.draft,
    newer: undefined,
    tries: state.kind === "offline" ? state.tries : 0,
  };
}

type Saving<Draft> = Extract<SaveState<Draft>, { kind: "saving" }>;

function succeeded<Draft>(state: Saving<Draft>, revision: number, at: number): SaveState<Draft> {
  return state.newer === undefined
    ? { kind: "saved", revision, at }
    : { kind: "changed", revision, draft: state.newer, saveAt: at };
}

function refused<Draft>(state: Saving<Draft>, reason: string): SaveState<Draft> {
  return { kind: "refused", revision: state.revision, draft: state.newer ?? state.sent, reason };
}

function failed<Draft>(state: Saving<Draft>, reason: string, at: number): SaveState<Draft> {
  const delayMs = Math.min(RETRY_FIRST_MS * 2 ** state.tries, RETRY_MAX_MS);
  return {
    kind: "offline",
    revision: state.revision,
    draft: state.newer ?? state.sent,
    retryAt: at + delayMs,
    tries: state.tries + 1,
    reason,
  };
}

/** What there is to do in a state: send now, wake at a time, or nothing. */
export function plan<Draft>(
  state: SaveState<Draft>,
): { kind: "send"; draft: Draft; revision: number } | { kind: "wake"; at: number } | { kind: "rest" } {
  switch (state.kind) {
    case "saving":
      return { kind: "send", draft: state.sent, revision: state.revision };
    case "changed":
      return { kind: "wake", at: state.saveAt };
    case "offline":
      return { kind: "wake", at: state.retryAt };
    case "saved":
    case "refused":
    case "conflict":
      return { kind: "rest" };
  }
}
