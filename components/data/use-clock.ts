"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { apiFetch } from "./api-client";
import { useWorkspace } from "./workspace-context";

export type ClockAnswer = { mode: "live" | "sandbox"; now: string; settled?: boolean };

/**
 * The workspace's time in ms since the epoch, moving on by itself: real in live, moved in a sandbox. Undefined until it is
 * known. Use it as the `now` of RelativeTime.
 */
export function useClock(): number | undefined {
  const { slug, mode } = useWorkspace();
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
  if (real === undefined) return undefined;
  if (mode === "live") return real;
  return offsetMs === undefined ? undefined : real + offsetMs;
}
