"use client";

import { Workflow } from "lucide-react";
import Link from "next/link";
import { formatCount } from "@/components/charts/format-number";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Overview } from "@/lib/api/schemas/activity";
import { NewJourneyButton } from "./new-journey-button";

type Journey = Overview["top_journeys"][number];

export function ActiveJourneys({ overview }: { overview: Overview }) {
  const { slug } = useWorkspace();
  const mayEdit = useMay("edit");
  const shown = overview.top_journeys.filter(
    ({ status }) =>
      status !== "archived" && (status !== "draft" || overview.journeys.active + overview.journeys.paused === 0),
  );
  if (shown.length === 0) {
    return (
      <EmptyState
        icon={<Workflow />}
        title="No journeys yet"
        description="A journey begins with something a person does, and goes their way from there. For example: a welcome, and a day later a second mail for those who did not open it."
        action={mayEdit ? <NewJourneyButton /> : null}
      />
    );
  }
  return (
    <Card
      title="Journeys"
      flush
      actions={
        <Button asChild variant="ghost" size="xs">
          <Link href={`/w/${slug}/journeys`}>All journeys</Link>
        </Button>
      }
    >
      <Legend />
      <ul>
        {shown.map((journey) => (
          <JourneyLine key={journey.id} journey={journey} />
        ))}
      </ul>
    </Card>
  );
}

const parts = [
  { key: "active", label: "in it now", colour: "var(--chart-1)" },
  { key: "completed", label: "finished", colour: "var(--chart-3)" },
  { key: "left", label: "left on the way", colour: "var(--input)" },
] as const;

function Legend() {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 px-5 pb-2 text-muted-foreground text-xs">
      {parts.map((part) => (
        <li key={part.key} className="flex items-center gap-1.5">
          <span aria-hidden="true" className="size-2 rounded-full" style={{ background: part.colour }} />
          {part.label}
        </li>
      ))}
    </ul>
  );
}

function JourneyLine({ journey }: { journey: Journey }) {
  const { slug } = useWorkspace();
  const counts = {
    active: journey.active,
    completed: journey.completed,
    left: Math.max(0, journey.entered - journey.active - journey.completed),
  };
  return (
    <li className="relative flex flex-col gap-2 border-border border-t px-5 py-3.5 hover:bg-muted/50">
      <div className="flex items-center justify-between gap-3">
        <Link href={`/w/${slug}/journeys/${journey.id}`} className="truncate font-medium after:absolute after:inset-0">
          {journey.name}
        </Link>
        <StatusBadge status={journey.status} />
      </div>
      <div className="flex h-2 gap-0.5 overflow-hidden rounded-full bg-muted" aria-hidden="true">
        {parts.map((part) =>
          counts[part.key] > 0 ? (
            <span
              key={part.key}
              style={{ width: `${(counts[part.key] / journey.entered) * 100}%`, background: part.colour }}
            />
          ) : null,
        )}
      </div>
      <p className="text-muted-foreground text-xs tabular-nums">
        {journey.entered === 0
          ? "Nobody has entered yet"
          : `${formatCount(journey.entered)} entered · ${formatCount(counts.active)} in it now · ${formatCount(counts.completed)} finished · ${formatCount(counts.left)} left`}
      </p>
    </li>
  );
}
