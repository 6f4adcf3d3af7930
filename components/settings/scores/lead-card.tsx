"use client";

import { Card } from "@/components/ui/card";
import { NumberField } from "./number-field";
import { PointsRows } from "./points-rows";
import type { ScoresPartProps } from "./scores-draft";

export function LeadCard({ draft, set, error }: ScoresPartProps) {
  const field = (name: string) => error(`rules.lead.${name}`);
  return (
    <Card
      title="Lead score"
      description="Points for what people do, fading with time. It decides whether a lead is cold, warm, hot or qualified. page_viewed and page_visit are one behaviour: either name earns the other’s points."
    >
      <div className="flex flex-col gap-5">
        <PointsRows
          label="Points for the lead score"
          rows={draft.leadPoints}
          onChange={(leadPoints) => set({ leadPoints })}
          error={(event) => field(`points.${event}`)}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberField
            label="Half as much after (days)"
            help="In whole days, by UTC."
            value={draft.leadHalfLife}
            onChange={(leadHalfLife) => set({ leadHalfLife })}
            error={field("half_life_days")}
          />
          <NumberField
            label="Bonus for consistency (percent)"
            help="For each further week with activity, of the last four."
            value={draft.bonus}
            onChange={(bonus) => set({ bonus })}
            error={field("consistency_bonus")}
          />
        </div>
        <div className="grid gap-4 sm:grid-cols-3">
          <NumberField label="Warm from" value={draft.warm} onChange={(warm) => set({ warm })} error={field("warm")} />
          <NumberField label="Hot from" value={draft.hot} onChange={(hot) => set({ hot })} error={field("hot")} />
          <NumberField
            label="Qualified from"
            value={draft.qualified}
            onChange={(qualified) => set({ qualified })}
            error={field("qualified")}
          />
        </div>
      </div>
    </Card>
  );
}
