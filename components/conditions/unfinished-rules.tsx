"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import type { Condition } from "@/lib/journey/condition";

/** A condition with rules that are still being written, and the key of what is stored of it without them. */
export type Unfinished = { shown: Condition; stored: string };

const PlaceContext = createContext<string | undefined>(undefined);

type KeepsUnfinishedRulesProps = {
  /** undefined: only looked at, nothing is written here */
  place: string | undefined;
  children: ReactNode;
};

/**
 * What stands in here saves by itself: a rule that is left unfinished is said and shown again in the same place, until the page is loaded
 * anew.
 */
export function KeepsUnfinishedRules({ place, children }: KeepsUnfinishedRulesProps) {
  return <PlaceContext value={place}>{children}</PlaceContext>;
}

const left = new Map<string, Unfinished>();

/**
 * What is being written under a label, as long as nobody has stored another condition than `stored`, the key of what is. Outside of a place
 * that keeps it, it ends with what shows it: a form is not sent with it (useUnfinished).
 */
export function useUnfinishedRules(label: string, stored: string) {
  const place = useContext(PlaceContext);
  const key = place === undefined ? undefined : `${place} ${label}`;
  const [written, setWritten] = useState(() => (key === undefined ? undefined : left.get(key)));
  const writing = written?.stored === stored ? written : undefined;
  const latest = useRef(writing);
  useEffect(() => {
    latest.current = writing;
  });
  useEffect(() => {
    if (key === undefined) return;
    return () => {
      if (latest.current)
        toast.message(`“${label}”: a rule is unfinished`, {
          description: "It counts for nothing yet and waits where you left it.",
          id: "unfinished-rule",
        });
    };
  }, [key, label]);
  const write = (next: Unfinished | undefined) => {
    setWritten(next);
    if (key === undefined) return;
    if (next) left.set(key, next);
    else left.delete(key);
  };
  return [writing, write] as const;
}
