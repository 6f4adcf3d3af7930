"use client";

import { GitCompare, Mail, Palette } from "lucide-react";
import { ChangeList } from "@/components/journey-versions/change-list";
import { useChanges } from "@/components/journey-versions/use-changes";
import { useShown } from "@/components/journey-versions/use-shown";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { ChangedSince as Changed } from "@/lib/api/schemas/approval";
import type { JourneyResource } from "@/lib/api/schemas/journey";

type ChangedSinceProps = {
  journey: JourneyResource;
  changed: Changed;
  /** called before the comparison opens */
  onLeave?: () => void;
};

/** What the draft says now that was not asked for: steps and settings in sentences, mails by name. */
export function ChangedSince({ journey, changed, onLeave }: ChangedSinceProps) {
  const [, show] = useShown();
  const { lines, pending } = useChanges(journey, "asked", "draft");
  return (
    <div className="flex flex-col items-start gap-3">
      {pending ? <Skeleton className="h-10 w-full" /> : <ChangeList lines={lines} />}
      {changed.mails.length > 0 || changed.brand ? (
        <ul className="flex flex-col gap-1.5">
          {changed.mails.map(({ id, name }) => (
            <li key={id} className="flex items-start gap-2">
              <Badge tone="warning" className="mt-px shrink-0">
                <Mail aria-hidden="true" /> Mail
              </Badge>
              <span className="font-medium">{name}</span>
            </li>
          ))}
          {changed.brand ? (
            <li className="flex items-start gap-2">
              <Badge tone="warning" className="mt-px shrink-0">
                <Palette aria-hidden="true" /> Look
              </Badge>
              <span className="font-medium">The brand or sender of the workspace’s mails</span>
            </li>
          ) : null}
        </ul>
      ) : null}
      <Button
        size="xs"
        variant="outline"
        onClick={() => {
          onLeave?.();
          show({ kind: "compare", before: "asked", after: "draft" });
        }}
      >
        <GitCompare /> Compare with what was asked for
      </Button>
    </div>
  );
}
