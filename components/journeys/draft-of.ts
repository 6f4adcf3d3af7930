import type { Draft } from "@/components/canvas/store/draft";
import type { JourneyResource } from "@/lib/api/schemas/journey";

/** The parts of a journey that are edited. */
export function draftOf(journey: Pick<JourneyResource, "name" | "description" | "settings" | "graph">): Draft {
  const { name, description, settings, graph } = journey;
  return { name, description, settings, graph };
}
