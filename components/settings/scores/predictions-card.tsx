"use client";

import { EventPicker } from "@/components/pickers/event-picker";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ScoresPartProps } from "./scores-draft";

export function PredictionsCard({ draft, set, error }: ScoresPartProps) {
  return (
    <Card
      title="Predictions"
      description="Churn risk, the next purchase and the value of the next twelve months, from a person’s own gaps between purchases. Three purchases are needed; until then there is not enough data."
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="A purchase is" error={error("rules.predictions.purchase_event")}>
          <EventPicker value={draft.purchaseEvent} onChange={(purchaseEvent) => set({ purchaseEvent })} />
        </Field>
        <Field
          label="Its amount"
          help="The property that holds it, such as total."
          error={error("rules.predictions.amount_property")}
        >
          <Input
            required
            value={draft.amountProperty}
            onChange={(event) => set({ amountProperty: event.currentTarget.value })}
          />
        </Field>
      </div>
    </Card>
  );
}
