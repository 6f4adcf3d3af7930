"use client";

import { ChevronDown, Eye, GitCompare, History, PencilLine } from "lucide-react";
import type { ReactNode } from "react";
import { useWorkspace } from "@/components/data/workspace-context";
import { useJourneyVersions } from "@/components/journeys/use-journey";
import { Badge } from "@/components/ui/badge";
import { DropdownMenu, type MenuEntry } from "@/components/ui/dropdown-menu";
import { formatMoment } from "@/components/ui/format-moment";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import type { Shown } from "./side";
import { useShown } from "./use-shown";
import { versionSwitchId } from "./version-switch-id";

/** Says which state of the journey the canvas shows, and switches: draft, live, any version, or two of them compared. */
export function VersionSwitch({ journey }: { journey: JourneyResource }) {
  const [shown, show] = useShown();
  const { timezone } = useWorkspace();
  const versions = useJourneyVersions(journey.id, journey.version !== null);
  if (journey.version === null) return <Badge tone="outline">Not published</Badge>;
  const isShown = (number: number, live: boolean) =>
    shown.kind === "version" && (shown.side === number || (shown.side === "live" && live));
  const items: MenuEntry[] = [
    { label: "Draft", icon: <PencilLine />, checked: shown.kind === "draft", onSelect: () => show({ kind: "draft" }) },
    ...(versions.data?.data ?? []).map(
      ({ number, live, published_at }): MenuEntry => ({
        label: live ? `Live: version ${number}` : `Version ${number}`,
        help: `Published ${formatMoment(published_at, timezone)}`,
        checked: isShown(number, live),
        onSelect: () => show({ kind: "version", side: live ? "live" : number }),
      }),
    ),
    { kind: "separator" },
    {
      label: "Compare the draft with live",
      icon: <GitCompare />,
      onSelect: () => show({ kind: "compare", before: "live", after: "draft" }),
    },
  ];
  return (
    <DropdownMenu
      items={items}
      trigger={
        <button type="button" id={versionSwitchId} className="min-w-0 rounded-full">
          <Badge tone={shown.kind === "draft" && !journey.unpublished_changes ? "outline" : "warning"}>
            {shown.kind === "draft" ? (
              <History aria-hidden="true" className="max-sm:hidden" />
            ) : (
              <Eye aria-hidden="true" className="max-sm:hidden" />
            )}
            <span className="sr-only">Versions: </span>
            {labelOf(shown, journey)}
            <ChevronDown aria-hidden="true" className="shrink-0" />
          </Badge>
        </button>
      }
    />
  );
}

function labelOf(shown: Shown, journey: JourneyResource): ReactNode {
  switch (shown.kind) {
    case "draft":
      if (!journey.unpublished_changes) return `Live v${journey.version}`;
      return (
        <span className="truncate">
          <span className="max-sm:hidden">Draft differs from live</span>
          <span className="sm:hidden">Changed since</span> v{journey.version}
        </span>
      );
    case "version":
      return `Looking at v${shown.side === "live" ? journey.version : shown.side}`;
    case "compare":
      return <span className="truncate">Comparing</span>;
  }
}
