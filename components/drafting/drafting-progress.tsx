"use client";

import { useEffect, useState } from "react";
import { Spinner } from "@/components/ui/spinner";

const TELL_EVERY_S = 20;

/** How long the model has been asked already: seen each second, heard at the beginning and now and then. */
export function DraftingProgress({ host }: { host: string }) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const began = Date.now();
    const timer = setInterval(() => setSeconds(Math.floor((Date.now() - began) / 1_000)), 1_000);
    return () => clearInterval(timer);
  }, []);
  const told = Math.floor(seconds / TELL_EVERY_S) * TELL_EVERY_S;
  return (
    <div className="flex items-start gap-3 rounded-lg border border-border bg-muted/40 px-4 py-3 text-sm">
      <Spinner className="mt-0.5 shrink-0" label="" />
      <div className="min-w-0">
        <p aria-hidden="true">
          Asking <span className="break-words">{host}</span>, {seconds} s so far
        </p>
        <p className="text-muted-foreground text-xs">
          What it answers is checked as a publish would, and goes back to it to be mended, twice at most. Three minutes
          is the limit.
        </p>
        <p role="status" className="sr-only">
          {told === 0 ? `Asking ${host} for a draft.` : `Still asking ${host}, ${told} seconds so far.`}
        </p>
      </div>
    </div>
  );
}
