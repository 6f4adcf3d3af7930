"use client";

import { formatMoment } from "@/components/ui/format-moment";
import { StatusBadge } from "@/components/ui/status-badge";
import { describeEndReason } from "@/lib/journey/end-reason";
import { useJourneyView } from "../view/journey-view";
import type { Story } from "./story";

/** How a story ends: where the person stands and until when, or how the run ended. */
export function StoryVerdict({ story }: { story: Story }) {
  const { views } = useJourneyView();
  const step = story.node_id === null ? undefined : (views.get(story.node_id)?.summary ?? story.node_id);
  const paused = "paused" in story && story.paused;
  return (
    <p className="text-[0.8125rem]">
      <StatusBadge status={story.ended} />{" "}
      <span className="text-muted-foreground">
        {step ? `at ${step.includes("“") ? step : `“${step}”`}` : story.reason ? describeEndReason(story.reason) : ""}
        {story.refused ? ` · ${story.refused}` : ""}
        {step && story.due_at ? ` until ${formatMoment(story.due_at, story.timezone)}` : ""}
        {step && !story.due_at ? (paused ? ", the journey is paused" : ", without a time limit") : ""}
        {` · times in ${story.timezone.replaceAll("_", " ")}`}
      </span>
    </p>
  );
}
