"use client";

import { useMemo } from "react";
import { useAskedContent } from "@/components/approvals/use-approvals";
import { useCanvas } from "@/components/canvas/canvas-context";
import { useJourneyVersions } from "@/components/journeys/use-journey";
import type { JourneyResource, JourneyVersionResource } from "@/lib/api/schemas/journey";
import type { Graph } from "@/lib/journey/graph";
import { type JourneySettings, journeySettingsSchema } from "@/lib/journey/settings";
import type { Side } from "./side";

/** A state of a journey: as it is being edited, or as it was published. */
export type SideState = {
  graph: Graph;
  settings: JourneySettings;
  /** "the draft", "version 3" */
  name: string;
  /** absent: the draft */
  version?: JourneyVersionResource;
};

/** What is live before the first publish. */
const unpublished: SideState = {
  graph: { nodes: [], edges: [] },
  settings: journeySettingsSchema.parse({}),
  name: "nothing, before the first publish",
};

/** What a side stands for. The draft is the one in the editor, saved or not. */
export function useSide(
  journey: JourneyResource,
  side: Side,
): { state: SideState | undefined; pending: boolean; error: unknown } {
  const draft = useCanvas((s) => s.history.present);
  const versions = useJourneyVersions(journey.id, journey.version !== null);
  const list = versions.data?.data;
  const asked = useAskedContent(journey, side === "asked");
  const published = journey.version !== null;
  const state = useMemo((): SideState | undefined => {
    if (side === "draft") return { graph: draft.graph, settings: draft.settings, name: "the draft" };
    if (side === "live" && !published) return unpublished;
    if (side === "asked")
      return asked.data && { graph: asked.data.graph, settings: asked.data.settings, name: "what was asked for" };
    const version = list?.find(({ number, live }) => (side === "live" ? live : number === side));
    return version && { graph: version.graph, settings: version.settings, name: `version ${version.number}`, version };
  }, [side, draft.graph, draft.settings, list, published, asked.data]);
  const read = side === "asked" ? asked : versions;
  return { state, pending: read.isLoading, error: read.error };
}
