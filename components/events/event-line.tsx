"use client";

import { Filter } from "lucide-react";
import Link from "next/link";
import { trackCurl } from "@/components/data/snippets";
import { useOrigin } from "@/components/data/use-origin";
import { useWorkspace } from "@/components/data/workspace-context";
import { JsonDetails } from "@/components/people/json-details";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { EventResource } from "@/lib/api/schemas/activity";

type EventLineProps = { event: EventResource; now: number | undefined; onFilter: (name: string) => void };

export function EventLine({ event, now, onFilter }: EventLineProps) {
  const { slug } = useWorkspace();
  const origin = useOrigin();
  const curl = trackCurl(origin, "YOUR_API_KEY", {
    userId: event.external_id ?? "someone",
    event: event.event,
    properties: event.properties,
  });
  return (
    <li className="flex items-start gap-3 border-border border-b px-5 py-3 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="break-words font-medium">{event.event}</span>
          {event.external_id ? (
            <Link
              href={`/w/${slug}/people/${encodeURIComponent(event.external_id)}`}
              className="truncate text-primary-text text-[0.8125rem] hover:underline"
            >
              {event.external_id}
            </Link>
          ) : (
            <span className="text-muted-foreground text-[0.8125rem]">somebody erased</span>
          )}
        </p>
        <JsonDetails value={event.properties} />
      </div>
      <RelativeTime at={event.received_at} now={now} className="shrink-0 pt-0.5 text-muted-foreground text-xs" />
      <div className="-my-1 flex shrink-0 max-sm:hidden">
        <IconButton label={`Only ${event.event}`} onClick={() => onFilter(event.event)}>
          <Filter aria-hidden="true" />
        </IconButton>
        <CopyButton value={curl} label="Copy as curl" />
      </div>
    </li>
  );
}
