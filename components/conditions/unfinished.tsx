"use client";

import { useEffect, useId } from "react";
import { useControlProblem, useRecheck } from "@/components/ui/form-context";

/**
 * What a rule or group still needs. Until then it is no part of the condition; so a Form that holds it is not sent, names it and leads to
 * it: it is finished or taken out by its author, never left out unsaid.
 */
export function useUnfinished(label: string, missing: string | undefined) {
  const id = useId();
  const asked = useControlProblem(id) !== undefined;
  const refused = asked && missing !== undefined;
  const recheck = useRecheck();
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at anew when it lacks something else, and when it is gone
  useEffect(() => {
    recheck();
    return recheck;
  }, [missing, recheck]);
  return {
    missing,
    refused,
    attributes: { id, "data-unfinished": missing, "data-refused": refused ? label : undefined },
  };
}

export function UnfinishedLine({ missing, refused }: { missing: string | undefined; refused: boolean }) {
  if (missing === undefined) return null;
  return (
    <p role={refused ? "alert" : undefined} className={`text-xs ${refused ? "text-danger-text" : "text-warning-text"}`}>
      {missing}
    </p>
  );
}
