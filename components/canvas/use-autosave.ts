"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useReducer, useRef } from "react";
import { ApiError, apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useWorkspace } from "@/components/data/workspace-context";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import { plan, type SaveEvent, type SaveState, saveReducer } from "./store/autosave";
import type { Draft } from "./store/draft";

export type Autosave = {
  state: SaveState<Draft>;
  /** resolves once everything typed so far is stored; false when it could not be */
  flush: () => Promise<boolean>;
  /** in a conflict: overwrite what somebody else saved */
  keepMine: () => Promise<void>;
  /** in a conflict: give up one's own changes; answers what is stored */
  takeTheirs: () => Promise<JourneyResource>;
  /** in a conflict: what both sides started from, and what is stored now */
  readConflict: () => Promise<{ base: Draft; theirs: JourneyResource }>;
};

/** Performs what the state machine in store/autosave.ts plans for the draft of one journey. */
export function useAutosave(journeyId: string, draft: Draft, revision: number): Autosave {
  const [state, dispatch] = useReducer(saveReducer<Draft>, { kind: "saved", revision, at: undefined });
  const latest = useRef({ state, draft });
  const seen = useRef(draft);
  /** what was read from the server or accepted by it last */
  const stored = useRef(draft);
  const waiting = useRef<((saved: boolean) => void)[]>([]);
  const path = `/journeys/${journeyId}`;
  const remember = useRememberJourney(journeyId);

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
    void send(path, sending, base).then(({ event, journey }) => {
      if (journey) {
        remember(journey);
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
    const theirs = await apiFetch<JourneyResource>(path);
    dispatch({ kind: "keep_mine", revision: theirs.revision, at: Date.now() });
  }, [path]);

  const takeTheirs = useCallback(async () => {
    const theirs = await apiFetch<JourneyResource>(path);
    dispatch({ kind: "take_theirs", revision: theirs.revision, at: Date.now() });
    remember(theirs);
    stored.current = {
      name: theirs.name,
      description: theirs.description,
      settings: theirs.settings,
      graph: theirs.graph,
    };
    return theirs;
  }, [path, remember]);

  const readConflict = useCallback(
    async () => ({ base: stored.current, theirs: await apiFetch<JourneyResource>(path) }),
    [path],
  );

  /** A draft that was just read from the server is not an edit. */
  return { state, flush, keepMine, takeTheirs, readConflict };
}

function isSettled(state: SaveState<Draft>): boolean {
  return state.kind !== "changed" && state.kind !== "saving";
}

async function send(
  path: string,
  draft: Draft,
  revision: number,
): Promise<{ event: SaveEvent<Draft>; journey?: JourneyResource }> {
  try {
    const journey = await apiFetch<JourneyResource>(path, {
      method: "PATCH",
      body: draft,
      headers: { "if-match": `"${revision}"` },
    });
    return { event: { kind: "succeeded", revision: journey.revision, at: Date.now() }, journey };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 409 || error.status === 412) return { event: { kind: "refused_as_stale" } };
    const passing = error.status === 0 || error.status === 429 || error.status >= 500;
    const reason = problemText(error);
    return { event: passing ? { kind: "failed", reason, at: Date.now() } : { kind: "refused", reason } };
  }
}

/** Keeps what the page knows of the journey (status, version, unpublished changes) in step with what was saved. */
function useRememberJourney(journeyId: string) {
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  return useCallback(
    (journey: JourneyResource) => queries.setQueryData([slug, "journey", `/journeys/${journeyId}`, {}], journey),
    [queries, slug, journeyId],
  );
}

type Latest = { readonly current: { state: SaveState<Draft>; draft: Draft } };

/** Going away saves at once; closing the window with something unsaved asks first; coming back online tries again. */
function useSaveBeforeLeaving(latest: Latest, path: string, dispatch: (event: SaveEvent<Draft>) => void) {
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
