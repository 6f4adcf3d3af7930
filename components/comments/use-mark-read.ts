"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect } from "react";
import { apiFetch } from "@/components/data/api-client";
import { useWorkspace } from "@/components/data/workspace-context";
import type { ThreadResource } from "@/lib/api/schemas/comment";

/** Notes that a thread has been read up to its newest comment once it is on the screen. It is called new for as long as it is shown. */
export function useMarkRead(
  card: RefObject<Element | null>,
  { id, journey_id, unread, created_at, replies }: ThreadResource,
): void {
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const until = replies.at(-1)?.created_at ?? created_at;
  useEffect(() => {
    if (!unread || !card.current) return;
    let seen = false;
    const note = () => {
      if (!seen || document.visibilityState === "hidden") return;
      stop();
      apiFetch(`/journeys/${journey_id}/comments/${id}/read`, { method: "PUT", body: { until }, workspace: slug }).then(
        () => queries.invalidateQueries({ queryKey: [slug, "overview"] }),
        // Told again when it is shown next.
        () => undefined,
      );
    };
    const observer = new IntersectionObserver((entries) => {
      seen = entries.some(({ isIntersecting }) => isIntersecting);
      note();
    });
    const stop = () => {
      observer.disconnect();
      document.removeEventListener("visibilitychange", note);
    };
    observer.observe(card.current);
    document.addEventListener("visibilitychange", note);
    return stop;
  }, [card, id, journey_id, unread, until, slug, queries]);
}
