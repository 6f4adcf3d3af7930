"use client";

import { Button } from "@/components/ui/button";
import type { BulkEntryResource } from "@/lib/api/schemas/bulk-entry";

const reasons: Readonly<Record<string, string>> = {
  reentry: "are inside already, or may not enter again yet",
  not_eligible: "do not meet the journey’s eligibility rules",
  no_consent: "have unsubscribed, or must not be written to",
  trigger_filter: "do not meet the trigger’s rules",
  unknown_person: "are not known here",
  outside_hours: "are outside the trigger’s hours",
  cooling_down: "entered too short a time ago",
  person_limit: "entered as often as they may",
  total_limit: "came when the trigger was full",
  chain_too_long: "were sent round by journeys that set each other off",
  not_active: "came when the journey took nobody in",
};

/** How far it is, and in the end who was turned away and why. */
export function BulkProgress({ entry, onStop }: { entry: BulkEntryResource; onStop: () => void }) {
  const { status, done, total, entered, refused } = entry;
  const share = status === "done" ? 100 : Math.min(100, Math.round((done / Math.max(1, total)) * 100));
  return (
    <section aria-label="Progress" className="flex flex-col gap-2">
      <div
        role="progressbar"
        aria-label="People put in"
        aria-valuenow={share}
        aria-valuemin={0}
        aria-valuemax={100}
        className="h-2 overflow-hidden rounded-full bg-muted"
      >
        <div className="h-full bg-primary transition-[width]" style={{ width: `${share}%` }} />
      </div>
      <p role="status" className="font-medium">
        {status === "running"
          ? `${done.toLocaleString("en")} of ${total.toLocaleString("en")} looked at`
          : `${entered === 1 ? "1 person has" : `${entered.toLocaleString("en")} people have`} entered${status === "stopped" ? "; stopped" : ""}`}
      </p>
      {Object.keys(refused).length > 0 ? (
        <ul className="list-disc pl-5 text-muted-foreground">
          {Object.entries(refused).map(([reason, n]) => (
            <li key={reason}>
              {n.toLocaleString("en")} {reasons[reason] ?? reason}
            </li>
          ))}
        </ul>
      ) : null}
      {status === "running" ? (
        <Button variant="outline" size="sm" className="w-fit" onClick={onStop}>
          Stop
        </Button>
      ) : null}
    </section>
  );
}
