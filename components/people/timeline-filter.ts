import type { TimelineItem } from "@/lib/api/schemas/subscriber";

export type TimelineFilter = "all" | "events" | "messages" | "journeys";

export const timelineFilterLabels: Record<TimelineFilter, string> = {
  all: "All",
  events: "Events",
  messages: "Messages",
  journeys: "Journeys",
};

/** What journeys listen to; the timeline already tells it as the engagement itself. */
const ECHOES = new Set(["email_opened", "email_clicked", "email_unsubscribed"]);

/** Whether a choice above the timeline shows an item. "All" tells everything once: no echoes, no deliveries after "sent". */
export function showsItem(filter: TimelineFilter, item: TimelineItem): boolean {
  switch (filter) {
    case "all":
      if (item.kind === "event") return !ECHOES.has(item.event);
      return item.kind !== "engagement" || item.engagement !== "delivered";
    case "events":
      return item.kind === "event";
    case "messages":
      return item.kind === "message" || item.kind === "engagement";
    case "journeys":
      return item.kind === "entered" || item.kind === "ended";
  }
}
