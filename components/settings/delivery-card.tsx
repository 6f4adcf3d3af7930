"use client";

import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SwitchRow } from "./switch-row";
import type { SettingsPartProps } from "./workspace-form";

export function DeliveryCard({ draft, set, error }: SettingsPartProps) {
  const { settings } = draft;
  const setTracking = (change: Partial<typeof settings.tracking>) =>
    set({ settings: { ...settings, tracking: { ...settings.tracking, ...change } } });
  return (
    <Card title="Delivery">
      <div className="flex flex-col gap-5">
        <Field
          label="Emails a person may get in 24 hours"
          help="Across all journeys. Further ones are skipped, and the person's page says why."
          error={error("settings.emails_per_day_max")}
          className="max-w-sm"
        >
          <Input
            type="number"
            min={1}
            max={1000}
            required
            value={settings.emails_per_day_max}
            onChange={(event) => set({ settings: { ...settings, emails_per_day_max: event.target.valueAsNumber } })}
          />
        </Field>
        <SwitchRow
          label="Notice opens"
          help="A tiny image in each email tells when it is shown."
          checked={settings.tracking.opens}
          onChange={(opens) => setTracking({ opens })}
        />
        <SwitchRow
          label="Notice clicks"
          help="Links pass through a signed address of this installation."
          checked={settings.tracking.clicks}
          onChange={(clicks) => setTracking({ clicks })}
        />
      </div>
    </Card>
  );
}
