"use client";

import { Eye, History } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import type { JourneyResource } from "@/lib/api/schemas/journey";

const VersionsSheet = dynamic(() => import("./versions-sheet").then((m) => m.VersionsSheet), { ssr: false });

/** "v3" or "Draft differs from live v3"; opens the published versions. */
export function VersionLabel({ journey }: { journey: JourneyResource }) {
  const [open, setOpen] = useState(false);
  if (journey.version === null) return <Badge tone="outline">Not published</Badge>;
  const differs = journey.unpublished_changes;
  return (
    <>
      <button type="button" onClick={() => setOpen(true)} className="rounded-full">
        <Badge tone={differs ? "warning" : "outline"}>
          {differs ? <Eye aria-hidden="true" /> : <History aria-hidden="true" />}
          <span className="sr-only">Published versions: </span>
          {differs ? `Draft differs from live v${journey.version}` : `Live v${journey.version}`}
        </Badge>
      </button>
      {open ? <VersionsSheet journey={journey} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
