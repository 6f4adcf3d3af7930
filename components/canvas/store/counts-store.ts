import { createStore, type StoreApi } from "zustand/vanilla";
import type { RangeChoice } from "@/components/journey-report/report-ranges";
import type { CommentMarks } from "@/lib/api/schemas/comment";
import type { JourneyCounts } from "@/lib/api/schemas/journey";
import type { Present } from "@/lib/api/schemas/presence";
import type { StuckGroup } from "@/lib/api/schemas/stuck";
import type { LiveState } from "../live/follow-journey";
import { randomUuid } from "../presence/random-uuid";

export type NodeCounts = JourneyCounts["nodes"][string];

export type CountsState = {
  nodes: ReadonlyMap<string, NodeCounts>;
  /** number of the version that is counted; null while nothing is published */
  version: number | null;
  /** the most people that entered one step: heat is measured against it */
  most: number;
  /** undefined until the first answer */
  state: LiveState | undefined;
  /** what is counted: days until now, and a version ("live": whichever is) */
  choice: { range: RangeChoice; version: "live" | number };
  /** edges and steps are coloured by how many pass and how many are lost */
  heat: boolean;
  /** people and mails that stand still, by step */
  stuck: ReadonlyMap<string, readonly StuckGroup[]>;
  /** names this page among those that have the journey open */
  client: string;
  /** pages that have the journey open, ours included; undefined until it is known */
  present: readonly Present[] | undefined;
  /** open threads by step, and whether any have changed; undefined until it is known, and where none are shown (versions, walks) */
  comments: CommentMarks | undefined;
};

export type CountsActions = {
  take: (counts: JourneyCounts) => void;
  set: (part: Partial<Pick<CountsState, "state" | "choice" | "heat" | "present" | "comments" | "stuck">>) => void;
};

/** What is live about an open journey, by step id and apart from the graph: a new count re-renders one number and no layout. */
export type CountsStore = StoreApi<CountsState & CountsActions>;

export function createCountsStore(): CountsStore {
  return createStore((set, get) => ({
    nodes: new Map(),
    stuck: new Map(),
    version: null,
    most: 0,
    state: undefined,
    choice: { range: "all", version: "live" },
    heat: false,
    client: randomUuid(),
    present: undefined,
    comments: undefined,
    take: (counts) =>
      set({
        nodes: mergeCounts(get().nodes, counts),
        version: counts.version,
        most: Math.max(0, ...Object.values(counts.nodes).map(({ entered }) => entered)),
      }),
    set: (part) => set(part),
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
