import type { ReplayResource, SimulationResource } from "@/lib/api/schemas/simulate";

/** One person's way through a graph, walked or replayed. Times are ISO-8601. */
export type Story = SimulationResource | ReplayResource;
export type StoryMessage = Story["messages"][number];

/** What a replay knows more of a mail than a walk; undefined for a walk. */
export function replayedOf(message: StoryMessage): ReplayResource["messages"][number] | undefined {
  return "message_id" in message ? message : undefined;
}
