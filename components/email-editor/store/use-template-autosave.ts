"use client";

import { useCallback, useEffect, useReducer, useRef } from "react";
import { plan, type SaveEvent, type SaveState, saveReducer } from "@/components/canvas/store/autosave";
import { ApiError, apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import type { TemplateResource } from "@/lib/api/schemas/templates";
import type { TemplateDraft } from "./use-editor-history";

export type TemplateAutosave = {
  state: SaveState<TemplateDraft>;
  /** in a conflict: overwrite what somebody else saved */
  keepMine: () => Promise<void>;
  /** in a conflict: give up one's own changes; answers what is stored */
  takeTheirs: () => Promise<TemplateResource>;
};

async function send(path: string, draft: TemplateDraft, revision: number): Promise<SaveEvent<TemplateDraft>> {
  try {
    const headers = { "if-match": `"${revision}"` };
    const saved = await apiFetch<TemplateResource>(path, { method: "PATCH", body: draft, headers });
    return { kind: "succeeded", revision: saved.revision, at: Date.now() };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 409) return { kind: "refused_as_stale" };
    const passing = error.status === 0 || error.status === 429 || error.status >= 500;
    const reason = problemText(error);
    return passing ? { kind: "failed", reason, at: Date.now() } : { kind: "refused", reason };
  }
}

/** Saves the draft a moment after each change, one request at a time, over the revision that was read. */
export function useTemplateAutosave(id: string, draft: TemplateDraft, revision: number): TemplateAutosave {
  const [state, dispatch] = useReducer(saveReducer<TemplateDraft>, { kind: "saved", revision, at: undefined });
  const latest = useRef(state);
  const seen = useRef(draft);
  const path = `/templates/${id}`;
  useEffect(() => {
    latest.current = state;
  }, [state]);

  useEffect(() => {
    if (draft === seen.current) return;
    seen.current = draft;
    dispatch({ kind: "edited", draft, at: Date.now() });
  }, [draft]);

  const next = plan(state);
  const sending = next.kind === "send" ? next.draft : undefined;
  const base = state.revision;
  useEffect(() => {
    if (sending !== undefined) void send(path, sending, base).then(dispatch);
  }, [path, sending, base]);

  const wakeAt = next.kind === "wake" ? next.at : undefined;
  useEffect(() => {
    if (wakeAt === undefined) return;
    const timer = setTimeout(() => dispatch({ kind: "due", at: Date.now() }), Math.max(0, wakeAt - Date.now()));
    return () => clearTimeout(timer);
  }, [wakeAt]);

  useEffect(() => {
    const saveNow = () => dispatch({ kind: "due", at: Date.now() });
    const onHide = () => document.visibilityState === "hidden" && saveNow();
    const onUnload = (event: BeforeUnloadEvent) => {
      if (latest.current.kind !== "saved") event.preventDefault();
    };
    document.addEventListener("visibilitychange", onHide);
    window.addEventListener("beforeunload", onUnload);
    window.addEventListener("online", saveNow);
    return () => {
      document.removeEventListener("visibilitychange", onHide);
      window.removeEventListener("beforeunload", onUnload);
      window.removeEventListener("online", saveNow);
      const left = latest.current;
      if (left.kind === "changed" || left.kind === "offline") void send(path, left.draft, left.revision);
    };
  }, [path]);

  const keepMine = useCallback(async () => {
    const stored = await apiFetch<TemplateResource>(path);
    dispatch({ kind: "keep_mine", revision: stored.revision, at: Date.now() });
  }, [path]);
  const takeTheirs = useCallback(async () => {
    const stored = await apiFetch<TemplateResource>(path);
    seen.current = { name: stored.name, document: stored.document };
    dispatch({ kind: "take_theirs", revision: stored.revision, at: Date.now() });
    return stored;
  }, [path]);
  return { state, keepMine, takeTheirs };
}
