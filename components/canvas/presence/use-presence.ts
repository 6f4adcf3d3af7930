"use client";

import { useEffect } from "react";
import { apiFetch } from "@/components/data/api-client";
import { useWorkspace } from "@/components/data/workspace-context";
import type { CommentMarks } from "@/lib/api/schemas/comment";
import type { Present } from "@/lib/api/schemas/presence";
import { useCanvasEnvironment } from "../canvas-context";

/** Three times within the half minute after which the server forgets a page. */
const EVERY_MS = 10_000;
const AFTER_CHANGE_MS = 300;

/** Says that this page has the journey open and which step's settings, until it is closed or hidden. */
export function usePresence(): void {
  const { store, counts, journeyId } = useCanvasEnvironment();
  const { slug: workspace } = useWorkspace();
  useEffect(() => {
    const { client } = counts.getState();
    const path = `/journeys/${journeyId}/presence`;
    let told: string | null | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = async () => {
      clearTimeout(timer);
      timer = setTimeout(() => void tell(), EVERY_MS);
      if (document.visibilityState === "hidden") return;
      const { focused, inspecting } = store.getState();
      told = (inspecting ? focused : undefined) ?? null;
      // Being seen is a courtesy: without an answer the next turn tries again.
      const answer = await apiFetch<{ data: Present[]; comments: CommentMarks }>(path, {
        method: "PUT",
        body: { client, node: told },
        workspace,
      }).catch(() => undefined);
      if (answer) counts.getState().set({ present: answer.data, comments: answer.comments });
    };
    const leave = () => {
      told = undefined;
      void apiFetch(path, { method: "DELETE", query: { client }, keepalive: true, workspace }).catch(() => undefined);
    };
    const onVisibility = () => (document.visibilityState === "hidden" ? leave() : void tell());
    void tell();
    const stop = store.subscribe(({ inspecting, focused }) => {
      if (((inspecting ? focused : undefined) ?? null) === told) return;
      clearTimeout(timer);
      timer = setTimeout(() => void tell(), AFTER_CHANGE_MS);
    });
    document.addEventListener("visibilitychange", onVisibility);
    window.addEventListener("pagehide", leave);
    return () => {
      stop();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisibility);
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [store, counts, journeyId, workspace]);
}
