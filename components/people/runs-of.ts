import type { TimelineItem } from "@/lib/api/schemas/subscriber";

export type Run = {
  enrollmentId: string;
  journeyId: string;
  journeyName: string;
  /** undefined while only the end has been loaded */
  enteredAt: string | undefined;
  state: "active" | "completed" | "exited" | "failed";
  reason: string | undefined;
};

/** The runs a timeline tells of, newest first: each beginning joined with its end. */
export function runsOf(timeline: readonly TimelineItem[]): Run[] {
  const runs = new Map<string, Run>();
  for (const item of timeline) {
    if (item.kind !== "entered" && item.kind !== "ended") continue;
    const known = runs.get(item.enrollment_id) ?? {
      enrollmentId: item.enrollment_id,
      journeyId: item.journey_id,
      journeyName: item.journey_name,
      enteredAt: undefined,
      state: "active",
      reason: undefined,
    };
    runs.set(
      item.enrollment_id,
      item.kind === "entered"
        ? { ...known, enteredAt: item.at }
        : { ...known, state: item.state, reason: item.reason ?? undefined },
    );
  }
  return [...runs.values()];
}
