"use client";

import { useCallback, useEffect, useReducer, useRef } from "react";
import { ApiError, apiFetch } from "./api-client";
import { plan, type SaveEvent, type SaveState, saveReducer } from "./autosave";
import { problemText } from "./problem-text";

/** What the API answers for something that is saved over a revision. */
type Revised = { revision: number };

export type Autosave<Draft, Stored extends Revised> = {
  state: SaveState<Draft>;
  /** resolves once everything typed so far is stored; false when it could not be */
  flush: () => Promise<boolean>;
  /** in a conflict: overwrite what somebody else saved */
  keepMine: () => Promise<void>;
  /** in a conflict: give up one's own changes; answers what is stored */
  takeTheirs: () => Promise<Stored>;
  /** in a conflict: what both sides started from, and what is stored now */
  readConflict: () => Promise<{ base: Draft; theirs: Stored }>;
};

type AutosaveOptions<Draft, Stored extends Revised> = {
  /** GET and PATCH with If-Match */
  path: string;
  draft: Draft;
  /** what the draft is based on */
  revision: number;
  /** told what is stored after each save and each read; must keep its identity */
  remember: (stored: Stored) => void;
  /** the part of what is stored that is edited; must keep its identity */
  draftOf: (stored: Stored) => Draft;
};

/** Performs what the state machine in autosave.ts plans for one draft: saved a moment after each change, one request at a time. */
export function useDraftAutosave<Draft, Stored extends Revised>({
  path,
  draft,
  revision,
  remember,
  draftOf,
}: AutosaveOptions<Draft, Stored>): Autosave<Draft, Stored> {
  const [state, dispatch] = useReducer(saveReducer<Draft>, { kind: "saved", revision, at: undefined });
  const latest = useRef({ state, draft });
  const seen = useRef(draft);
  /** what was read from the server or accepted by it last */
  const stored = useRef(draft);
  const waiting = useRef<((saved: boolean) => void)[]>([]);

  useEffect(() => {
    latest.current = { state, draft };
    if (isSettled(state) && draft === seen.current) {
      for (const resolve of waiting.current.splice(0)) resolve(state.kind === "saved");
    }
  }, [state, draft]);

  useEffect(() => {
    if (draft === seen.current) return;
    seen.current = draft;
    // Their version, taken after a conflict, is stored already: sending it again would only put them in conflict with us.
    if (latest.current.state.kind === "saved" && JSON.stringify(draft) === JSON.stringify(stored.current)) return;
    dispatch({ kind: "edited", draft, at: Date.now() });
  }, [draft]);

  const next = plan(state);
  const sending = next.kind === "send" ? next.draft : undefined;
  const base = state.revision;
  useEffect(() => {
    if (sending === undefined) return;
    void send<Draft, Stored>(path, sending, base).then(({ event, saved }) => {
      if (saved) {
        remember(saved);
        stored.current = sending;
      }
      dispatch(event);
    });
  }, [path, sending, base, remember]);

  const wakeAt = next.kind === "wake" ? next.at : undefined;
  useEffect(() => {
    if (wakeAt === undefined) return;
    const timer = setTimeout(() => dispatch({ kind: "due", at: Date.now() }), Math.max(0, wakeAt - Date.now()));
    return () => clearTimeout(timer);
  }, [wakeAt]);

  useSaveBeforeLeaving(latest, path, dispatch);

  const flush = useCallback(async () => {
    if (isSettled(latest.current.state) && latest.current.draft === seen.current) {
      return latest.current.state.kind === "saved";
    }
    dispatch({ kind: "due", at: Date.now() });
    return new Promise<boolean>((resolve) => waiting.current.push(resolve));
  }, []);

  const keepMine = useCallback(async () => {
    const theirs = await apiFetch<Stored>(path);
    dispatch({ kind: "keep_mine", revision: theirs.revision, at: Date.now() });
  }, [path]);

  const takeTheirs = useCallback(async () => {
    const theirs = await apiFetch<Stored>(path);
    dispatch({ kind: "take_theirs", revision: theirs.revision, at: Date.now() });
    remember(theirs);
    stored.current = draftOf(theirs);
    return theirs;
  }, [path, remember, draftOf]);

  const readConflict = useCallback(
    async () => ({ base: stored.current, theirs: await apiFetch<Stored>(path) }),
    [path],
  );

  return { state, flush, keepMine, takeTheirs, readConflict };
}

function isSettled<Draft>(state: SaveState<Draft>): boolean {
  return state.kind !== "changed" && state.kind !== "saving";
}

async function send<Draft, Stored extends Revised>(
  path: string,
  draft: Draft,
  revision: number,
): Promise<{ event: SaveEvent<Draft>; saved?: Stored }> {
  try {
    const headers = { "if-match": `"${revision}"` };
    const saved = await apiFetch<Stored>(path, { method: "PATCH", body: draft, headers });
    return { event: { kind: "succeeded", revision: saved.revision, at: Date.now() }, saved };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 409 || error.status === 412) return { event: { kind: "refused_as_stale" } };
    const passing = error.status === 0 || error.status === 429 || error.status >= 500;
    const reason = problemText(error);
    return { event: passing ? { kind: "failed", reason, at: Date.now() } : { kind: "refused", reason } };
  }
}

type Latest<Draft> = { readonly current: { state: SaveState<Draft>; draft: Draft } };

/** Going away saves at once; closing the window with something unsaved asks first; coming back online tries again. */
function useSaveBeforeLeaving<Draft>(latest: Latest<Draft>, path: string, dispatch: (event: SaveEvent<Draft>) => void) {
  useEffect(() => {
    const saveNow = () => dispatch({ kind: "due", at: Date.now() });
    const onHide = () => {
      if (document.visibilityState === "hidden") saveNow();
    };
    const onUnload = (event: BeforeUnloadEvent) => {
      if (latest.current.state.kind !== "saved") event.preventDefault();
    };
    document.addEventListener("visibilitychange", onHide);
    window.addEventListener("beforeunload", onUnload);
    window.addEventListener("online", saveNow);
    return () => {
      document.removeEventListener("visibilitychange", onHide);
      window.removeEventListener("beforeunload", onUnload);
      window.removeEventListener("online", saveNow);
      const { state } = latest.current;
      if (state.kind === "changed" || state.kind === "offline") void send(path, state.draft, state.revision);
    };
  }, [latest, path, dispatch]);
}
