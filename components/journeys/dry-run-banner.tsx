"use client";

import Link from "next/link";
import { useClock } from "@/components/data/use-clock";
import { useWorkspace } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import { RelativeTime } from "@/components/ui/relative-time";
import type { JourneyResource } from "@/lib/api/schemas/journey";

/** Above the figures of a journey in a dry run: what they mean. Nothing otherwise. */
export function DryRunBanner({ journey }: { journey: JourneyResource }) {
  const { slug, timezone } = useWorkspace();
  const now = useClock();
  if (journey.dry_run_since === null) return null;
  return (
    <Alert tone="warning" title="Dry run" className="mx-auto mt-6 w-[calc(100%-2rem)] max-w-6xl">
      Nothing has been sent since <RelativeTime at={journey.dry_run_since} now={now} timezone={timezone} />. Mails that
      would have gone out count as skipped; read them in the{" "}
      <Link href={`/w/${slug}/inbox?journey=${journey.id}`} className="underline">
        Inbox
      </Link>
      .
    </Alert>
  );
}
