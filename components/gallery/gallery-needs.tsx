"use client";

import { CircleCheck, CircleDashed } from "lucide-react";
import { trackCurl } from "@/components/data/snippets";
import { useClock } from "@/components/data/use-clock";
import { useOrigin } from "@/components/data/use-origin";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { GalleryResource } from "@/lib/api/schemas/gallery";

/** What a journey lives on, and whether it arrives here already. */
export function GalleryNeeds({ needs }: { needs: GalleryResource["needs"] }) {
  const origin = useOrigin();
  const now = useClock();
  return (
    <ul className="flex flex-col gap-3">
      {needs.map((need) => (
        <li key={`${need.kind} ${need.name}`} className="flex items-start gap-2.5">
          {need.arrives ? (
            <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success-text" />
          ) : (
            <CircleDashed aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
          )}
          <div className="min-w-0 flex-1">
            <p>
              <code className="font-medium">{need.name}</code> <span className="text-muted-foreground">{need.why}</span>
            </p>
            <p className="text-[0.8125rem] text-muted-foreground">
              {need.kind === "attribute" ? (
                need.arrives ? (
                  "Some of your people have it."
                ) : (
                  "Nobody has this attribute yet."
                )
              ) : need.last_seen_at ? (
                <>
                  Arrives here, last <RelativeTime at={need.last_seen_at} now={now} />.
                </>
              ) : (
                "Has not arrived yet."
              )}
            </p>
          </div>
          {need.kind === "event" && !need.arrives ? (
            <CopyButton
              label={`Copy ${need.name} as curl`}
              value={trackCurl(origin, "YOUR_API_KEY", {
                userId: "ada",
                event: need.name,
                properties: need.example ?? {},
              })}
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}
