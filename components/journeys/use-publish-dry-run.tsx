"use client";

import { type ReactNode, useState } from "react";
import { SwitchRow } from "@/components/settings/switch-row";
import type { JourneyResource, PublishRequest } from "@/lib/api/schemas/journey";

/** Whether this publish begins a dry run: what to send along, and the choice as it stands in the publish sheet. */
export function usePublishDryRun(journey: JourneyResource): {
  request: Pick<PublishRequest, "dry_run">;
  section: ReactNode;
} {
  const [wanted, setWanted] = useState(false);
  if (journey.dry_run_since !== null)
    return {
      request: {},
      section: <p>The journey is in a dry run and stays in it: nothing is sent until you end it.</p>,
    };
  return {
    request: wanted ? { dry_run: true } : {},
    section: (
      <SwitchRow
        label="As a dry run"
        help="Everything happens but the sending: mails are written and kept, webhooks are not called, people’s attributes and tags stay as they are."
        checked={wanted}
        onChange={setWanted}
      />
    ),
  };
}
