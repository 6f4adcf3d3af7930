"use client";

import { type Query, useQueryClient } from "@tanstack/react-query";
import { CloudOff } from "lucide-react";
import { useCallback, useSyncExternalStore } from "react";
import { ApiError } from "@/components/data/api-error";

type Connection = "fine" | "offline" | "unanswered";

const WORDS = {
  offline: "No connection. What you see may be old.",
  unanswered: "The server does not answer. What you see may be old; we keep trying.",
};

/** Says that pages which show something cannot be kept up to date, for as long as that is so. */
export function ConnectionNotice() {
  const connection = useConnection();
  if (connection === "fine") return <div role="status" />;
  return (
    <div
      role="status"
      className="fixed top-3 left-1/2 z-40 flex w-max max-w-[calc(100vw-2rem)] -translate-x-1/2 items-center gap-2 rounded-full border border-border bg-card px-4 py-2 text-xs shadow-lg max-md:top-16"
    >
      <CloudOff aria-hidden="true" className="size-4 shrink-0 text-warning-text" />
      {WORDS[connection]}
    </div>
  );
}

function useConnection(): Connection {
  const queries = useQueryClient().getQueryCache();
  const subscribe = useCallback(
    (tell: () => void) => {
      const stop = queries.subscribe(tell);
      window.addEventListener("online", tell);
      window.addEventListener("offline", tell);
      return () => {
        stop();
        window.removeEventListener("online", tell);
        window.removeEventListener("offline", tell);
      };
    },
    [queries],
  );
  const read = useCallback((): Connection => {
    if (!navigator.onLine) return "offline";
    return queries.findAll({ type: "active" }).some(isOld) ? "unanswered" : "fine";
  }, [queries]);
  return useSyncExternalStore(subscribe, read, () => "fine");
}

/** Something is shown, and asking for it anew failed on the way or on the server's side. */
function isOld({ state }: Query): boolean {
  const { data, status, error } = state;
  return (
    data !== undefined && status === "error" && error instanceof ApiError && (error.status === 0 || error.status >= 500)
  );
}
