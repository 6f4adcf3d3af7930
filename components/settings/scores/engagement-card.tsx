"use client";

import { Card } from "@/components/ui/card";
import { NumberField } from "./number-field";
import { PointsRows } from "./points-rows";
import type { ScoresPartProps } from "./scores-draft";

export function EngagementCard({ draft, set, error }: ScoresPartProps) {
  const field = (name: string) => error(`rules.engagement.${name}`);
  return (
    <Card
      title="Engagement"
      description="From 0 to 100. Above 80 is highly engaged, above 50 moderate; else at risk after 30 days of silence, or low."
    >
      <div className="flex flex-col gap-5">
        <PointsRows
          label="Points for engagement"
          rows={draft.engagementPoints}
          onChange={(engagementPoints) => set({ engagementPoints })}
          error={(event) => field(`points.${event}`)}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberField
            label="Any other event"
            value={draft.otherPoints}
            onChange={(otherPoints) => set({ otherPoints })}
            error={field("other_points")}
          />
          <NumberField
            label="Half as much after (days)"
            value={draft.engagementHalfLife}
            onChange={(engagementHalfLife) => set({ engagementHalfLife })}
            error={field("half_life_days")}
          />
        </div>
      </div>
    </Card>
  );
}
