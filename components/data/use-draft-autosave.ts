"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import { apiFetch } from "./api-client";
import { plan, type SaveEvent, type SaveState, saveReducer } from "./autosave";
import { leaveDraft, type Sent } from "./leave-draft";
import { sendDraft } from "./send-draft";
import type { UnsentDrafts } from "./unsent-drafts";
import { useWorkspace } from "./workspace-context";

/** What the API answers for something that is saved over a revision. */
type Revised = { revision: number };

export type Autosave<Draft, Stored extends Revised> = {
  state: SaveState<Draft>;
  /** resolves once everything typed so far is stored, with its revision; undefined when it could not be */
  flush: () => Promise<number | undefined>;
  /** in a conflict: overwrite what somebody else saved */
  keepMine: () => Promise<void>;
  /** what is stored instead of what is here: in a conflict it gives up one's own changes, and it follows what was stored past this page */
  takeTheirs: () => Promise<Stored>;
  /** in a conflict: what both sides started from, and what is stored now */
  readConflict: () => Promise<{ base: Draft; theirs: Stored }>;
};

type AutosaveOptions<Draft, Stored extends Revised> = {
  /** GET and PATCH with If-Match */
  path: string;
  /** at first what `unsent` has of this path, where it has something */
  draft: Draft;
  /** what the draft is based on */
  revision: number;
  /** told what is stored after each save and each read, also after the page was left; must keep its identity */
  remember: (stored: Stored) => void;
  /** the part of what is stored that is edited; must keep its identity */
  draftOf: (stored: Stored) => Draft;
  /** what could not be stored before the page was left the last time */
  unsent: UnsentDrafts<Draft>;
};

/** Performs what the state machine in autosave.ts plans for one draft: saved a moment after each change, one request at a time. */
export function useDraftAutosave<Draft, Stored extends Revised>({
  path,
  draft,
  revision,
  remember,
  draftOf,
  unsent,
}: AutosaveOptions<Draft, Stored>): Autosave<Draft, Stored> {
  const { slug: workspace } = useWorkspace();
  const router = useRouter();
  const [page] = useState(() => globalThis.location?.pathname);
  const [broughtBack] = useState(() => unsent.get(path) !== undefined);
  const [state, dispatch] = useReducer(
    saveReducer<Draft>,
    unsent.get(path),
    (left): SaveState<Draft> =>
      left
        ? { kind: "changed", revision: left.revision, draft, saveAt: Date.now() }
        : { kind: "saved", revision, at: undefined },
  );
  const latest = useRef({ state, draft });
  const seen = useRef(draft);
  /** what was read from the server or accepted by it last */
  const stored = useRef(unsent.get(path)?.base ?? draft);
  const underWay = useRef<Promise<Sent<Draft, Stored>>>(undefined);
  const waiting = useRef<((revision: number | undefined) => void)[]>([]);

  useEffect(() => {
    latest.current = { state, draft };
    if (isSettled(state) && draft === seen.current) {
      const revision = state.kind === "saved" ? state.revision : undefined;
      for (const resolve of waiting.current.splice(0)) resolve(revision);
    }
  }, [state, draft]);

  useEffect(() => {
    if (draft === seen.current) return;
    seen.current = draft;
    // Their version, taken after a conflict, is stored already: sending it again would only put them in conflict with us.
    if (latest.current.state.kind === "saved" && JSON.stringify(draft) === JSON.stringify(stored.current)) return;
    dispatch({ kind: "edited", draft, at: Date.now() });
  }, [draft]);

  const send = useCallback(
    (wanted: Draft, base: number) =>
      sendDraft<Draft, Stored>({ path, workspace, draft: wanted, revision: base, draftOf }),
    [path, workspace, draftOf],
  );
  const next = plan(state);
  const sending = next.kind === "send" ? next.draft : undefined;
  const base = state.revision;
  useEffect(() => {
    if (sending === undefined) return;
    underWay.current = send(sending, base);
    void underWay.current.then(({ event, saved }) => {
      if (saved) {
        remember(saved);
        stored.current = sending;
        unsent.drop(path);
      }
      dispatch(event);
    });
  }, [send, sending, base, remember, unsent, path]);

  const wakeAt = next.kind === "wake" ? next.at : undefined;
  useEffect(() => {
    if (wakeAt === undefined) return;
    const timer = setTimeout(() => dispatch({ kind: "due", at: Date.now() }), Math.max(0, wakeAt - Date.now()));
    return () => clearTimeout(timer);
  }, [wakeAt]);

  useEffect(() => {
    if (broughtBack) toast.message("What was not saved is here again", { description: BACK, id: `back ${path}` });
  }, [broughtBack, path]);

  useSaveBeforeLeaving(latest, dispatch);
  useEffect(
    () => () => {
      const left = latest.current;
      if (left.state.kind === "saved" && left.draft === seen.current) {
        unsent.drop(path);
        return;
      }
      const leaving = { path, ...left, base: stored.current, underWay: underWay.current, send, remember, unsent };
      void leaveDraft(leaving).then((saved) => {
        if (saved) return;
        const action = page === undefined ? {} : { action: { label: "Open it", run: () => router.push(page) } };
        toast.error("Your last changes are not saved yet", { description: KEPT, durationMs: KEPT_MS, ...action });
      });
    },
    [path, send, remember, unsent, router, page],
  );

  const flush = useCallback(async () => {
    const { state: now, draft: shown } = latest.current;
    if (now.kind === "saved" && shown === seen.current) return now.revision;
    if (now.kind === "conflict") return undefined;
    dispatch({ kind: "due", at: Date.now() });
    return new Promise<number | undefined>((resolve) => waiting.current.push(resolve));
  }, []);

  const keepMine = useCallback(async () => {
    const theirs = await apiFetch<Stored>(path, { workspace });
    dispatch({ kind: "keep_mine", revision: theirs.revision, at: Date.now() });
  }, [path, workspace]);

  const takeTheirs = useCallback(async () => {
    const theirs = await apiFetch<Stored>(path, { workspace });
    dispatch({ kind: "take_theirs", revision: theirs.revision, at: Date.now() });
    remember(theirs);
    stored.current = draftOf(theirs);
    unsent.drop(path);
    return theirs;
  }, [path, workspace, remember, draftOf, unsent]);

  const readConflict = useCallback(
    async () => ({ base: stored.current, theirs: await apiFetch<Stored>(path, { workspace }) }),
    [path, workspace],
  );

  return { state, flush, keepMine, takeTheirs, readConflict };
}

const BACK = "It is saved as soon as that can be done. Undo takes you back to what is stored.";
const KEPT_MS = 12_000;
const KEPT = "They are kept in this tab: open it again to save them.";

function isSettled<Draft>(state: SaveState<Draft>): boolean {
  return state.kind !== "changed" && state.kind !== "saving";
}

type Latest<Draft> = { readonly current: { state: SaveState<Draft>; draft: Draft } };

/** A page that is hidden saves at once; closing the window with something unsaved asks first; coming back online tries again. */
function useSaveBeforeLeaving<Draft>(latest: Latest<Draft>, dispatch: (event: SaveEvent<Draft>) => void) {
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
    };
  }, [latest, dispatch]);
}
