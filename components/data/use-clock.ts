"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { apiFetch } from "./api-client";
import { clockAt, offsetBehind } from "./clock-at";
import { useWorkspace } from "./workspace-context";

export type ClockAnswer = { mode: "live" | "sandbox"; now: string; settled?: boolean };

/**
 * The workspace's time in ms since the epoch, moving on by itself: real in live, moved in a sandbox. Undefined until it is
 * known. Use it as the `now` of RelativeTime. `happened`: when the newest thing on the page happened (ISO): the clock is there by then,
 * however long ago it was read, so that nothing has happened "in 58 min.".
 */
export function useClock(happened?: string): number | undefined {
  const { slug, mode } = useWorkspace();
  const queries = useQueryClient();
  const { data: offsetMs } = useQuery({
    queryKey: [slug, "clock"],
    queryFn: async ({ signal }) => {
      const answer = await apiFetch<ClockAnswer>("/clock", { signal });
      return Date.parse(answer.now) - Date.now();
    },
    enabled: mode === "sandbox",
    refetchInterval: 60_000,
  });
  const [real, setReal] = useState<number>();
  useEffect(() => {
    const tick = () => setReal(Date.now());
    tick();
    const timer = setInterval(tick, 5_000);
    return () => clearInterval(timer);
  }, []);
  const seen = happened === undefined ? undefined : Date.parse(happened);
  const behind = offsetBehind(mode, offsetMs, real, seen);
  useEffect(() => {
    if (behind !== undefined) queries.setQueryData([slug, "clock"], behind);
  }, [queries, slug, behind]);
  return clockAt(mode, offsetMs, real, seen);
}
