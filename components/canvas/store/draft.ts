import type { Graph } from "@/lib/journey/graph";
import type { JourneySettings } from "@/lib/journey/settings";

/** Everything of a journey that an author edits and autosave stores; one undo history covers all of it. */
export type Draft = { name: string; description: string; settings: JourneySettings; graph: Graph };
