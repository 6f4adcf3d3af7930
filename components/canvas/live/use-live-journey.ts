"use client";

import { useEffect } from "react";
import { useStore } from "zustand";
import { apiFetch, apiStream } from "@/components/data/api-client";
import { useClock } from "@/components/data/use-clock";
import { rangeOf } from "@/components/journey-report/report-ranges";
import type { JourneyCounts } from "@/lib/api/schemas/journey";
import { useCanvasEnvironment } from "../canvas-context";
import { followJourney } from "./follow-journey";

/** Keeps counts, presence and marks of comments of the open journey fresh while the page is looked at; a hidden page asks for nothing. */
export function useLiveJourney(enabled: boolean): void {
  const { counts, journeyId } = useCanvasEnvironment();
  const choice = useStore(counts, (state) => state.choice);
  const now = useClock();
  // The day, not the moment: a clock that moves on does not open another stream.
  const { from, to } = now === undefined ? {} : rangeOf(choice.range, now);
  const ready = now !== undefined || choice.range === "all";
  const { version } = choice;
  useEffect(() => {
    if (!enabled || !ready) return;
    const query = { from, to, version: version === "live" ? undefined : version };
    let stop = new AbortController();
    const start = () => {
      stop.abort();
      stop = new AbortController();
      if (document.visibilityState === "hidden") return;
      const { take, set } = counts.getState();
      void followJourney(
        {
          stream: (signal, onEvent) => apiStream(`/journeys/${journeyId}/live`, { query, signal }, onEvent),
          ask: (signal) => apiFetch<JourneyCounts>(`/journeys/${journeyId}/counts`, { query, signal }),
          onCounts: take,
          onPresent: (present) => set({ present }),
          onComments: (comments) => set({ comments }),
          onState: (state) => set({ state }),
        },
        stop.signal,
      );
    };
    start();
    document.addEventListener("visibilitychange", start);
    window.addEventListener("online", start);
    return () => {
      document.removeEventListener("visibilitychange", start);
      window.removeEventListener("online", start);
      stop.abort();
    };
  }, [enabled, ready, from, to, version, counts, journeyId]);
}
