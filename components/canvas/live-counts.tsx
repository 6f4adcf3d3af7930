"use client";

import { useEffect } from "react";
import { useJourneyCounts } from "@/components/journeys/use-journey";
import { useCanvasEnvironment } from "./canvas-context";

/** Feeds the counts store while the canvas is looked at; renders nothing. */
export function LiveCounts({ enabled }: { enabled: boolean }) {
  const { counts, journeyId } = useCanvasEnvironment();
  const answer = useJourneyCounts(journeyId, enabled);
  const data = answer.data;
  useEffect(() => {
    if (data) counts.getState().take(data);
  }, [data, counts]);
  return null;
}
