"use client";

import { X } from "lucide-react";
import { EventPicker } from "@/components/pickers/event-picker";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { NumberField } from "./number-field";
import type { ScoresPartProps } from "./scores-draft";

export function SilenceCard({ draft, set, error }: ScoresPartProps) {
  return (
    <Card
      title="Silence"
      description="Whoever got 12 mails in the 30 days after they were last seen counts as inactive after 30 days, with 3 mails after 90, else after 180; as long-term inactive after 180, as dormant after a year."
    >
      <div className="flex flex-col gap-5">
        <NumberField
          label="Of high value above"
          help="The attribute lifetime_value. Who is worth more has “recently disengaged” for the first 60 days."
          value={draft.highValueOver}
          onChange={(highValueOver) => set({ highValueOver })}
          error={error("rules.activity.high_value_over")}
        />
        <div className="flex flex-col gap-2">
          <Field
            label="Events that are no sign of life"
            help="What others do about somebody, or what nobody does of their own accord."
            error={error("rules.activity.quiet_events")}
          >
            <EventPicker
              value=""
              placeholder="Add an event"
              onChange={(event) => set({ quietEvents: [...new Set([...draft.quietEvents, event])] })}
            />
          </Field>
          <ul aria-label="Events that are no sign of life" className="flex flex-wrap gap-1.5">
            {draft.quietEvents.map((event) => (
              <li key={event}>
                <Badge tone="outline">
                  <span className="truncate">{event}</span>
                  <button
                    type="button"
                    aria-label={`Remove ${event}`}
                    onClick={() => set({ quietEvents: draft.quietEvents.filter((other) => other !== event) })}
                  >
                    <X aria-hidden="true" />
                  </button>
                </Badge>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Card>
  );
}
