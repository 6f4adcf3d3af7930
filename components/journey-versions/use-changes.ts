"use client";

import { useMemo } from "react";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import { type ChangeLine, describeChanges } from "@/lib/engine/describe-changes";
import { diffGraphs, type GraphDiff } from "@/lib/engine/diff-graphs";
import type { Side } from "./side";
import { useNamesOf } from "./use-names-of";
import { type SideState, useSide } from "./use-side";

export type Changes = {
  lines: readonly ChangeLine[];
  /** undefined while a side is on its way or does not exist */
  compared: { before: SideState; after: SideState; diff: GraphDiff } | undefined;
  pending: boolean;
  /** why a side could not be read */
  error: unknown;
};

/** What is different between two sides of a journey, as data and in words. */
export function useChanges(journey: JourneyResource, from: Side, to: Side): Changes {
  const { state: before, pending: oldPending, error } = useSide(journey, from);
  const { state: after, pending: newPending } = useSide(journey, to);
  const namesOf = useNamesOf();
  const pending = oldPending || newPending;
  return useMemo(() => {
    if (!before || !after) return { lines: [], compared: undefined, pending, error };
    const diff = diffGraphs(before.graph, after.graph);
    const lines = describeChanges(
      diff,
      { ...before, names: namesOf(before.graph) },
      { ...after, names: namesOf(after.graph) },
    );
    return { lines, compared: { before, after, diff }, pending, error };
  }, [before, after, pending, error, namesOf]);
}
