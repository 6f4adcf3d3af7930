import type { TimelineItem } from "@/lib/api/schemas/subscriber";

export type TimelineFilter = "all" | "events" | "messages" | "journeys";

/** What the choices above the timeline show. */
export const timelineFilters: Record<TimelineFilter, { label: string; kinds: ReadonlySet<TimelineItem["kind"]> }> = {
  all: { label: "All", kinds: new Set(["event", "entered", "ended", "message", "engagement"]) },
  events: { label: "Events", kinds: new Set(["event"]) },
  messages: { label: "Messages", kinds: new Set(["message", "engagement"]) },
  journeys: { label: "Journeys", kinds: new Set(["entered", "ended"]) },
};
