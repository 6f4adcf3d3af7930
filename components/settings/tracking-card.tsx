"use client";

import { Card } from "@/components/ui/card";
import { SwitchRow } from "./switch-row";
import type { SettingsPartProps } from "./workspace-form";

export function TrackingCard({ draft, set }: SettingsPartProps) {
  const { settings } = draft;
  const setTracking = (change: Partial<typeof settings.tracking>) =>
    set({ settings: { ...settings, tracking: { ...settings.tracking, ...change } } });
  return (
    <Card title="Tracking" description="What journeys and reports learn from emails.">
      <div className="flex flex-col gap-5">
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
