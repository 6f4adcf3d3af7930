import { createStore, type StoreApi } from "zustand/vanilla";
import type { JourneyCounts } from "@/lib/api/schemas/journey";

export type NodeCounts = JourneyCounts["nodes"][string];

/** Live counts by step id, apart from the graph: a new count re-renders one number and no layout. */
export type CountsStore = StoreApi<{ nodes: ReadonlyMap<string, NodeCounts>; take: (counts: JourneyCounts) => void }>;

export function createCountsStore(): CountsStore {
  return createStore((set, get) => ({
    nodes: new Map(),
    take: (counts) => set({ nodes: mergeCounts(get().nodes, counts) }),
  }));
}

/** The new counts; steps whose numbers are the same keep their old object, so that nothing that shows them re-renders. */
export function mergeCounts(
  before: ReadonlyMap<string, NodeCounts>,
  counts: JourneyCounts,
): ReadonlyMap<string, NodeCounts> {
  return new Map(
    Object.entries(counts.nodes).map(([id, next]) => {
      const old = before.get(id);
      return [id, old && JSON.stringify(old) === JSON.stringify(next) ? old : next];
    }),
  );
}
