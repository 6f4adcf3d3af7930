"use client";

import Link from "next/link";
import { useState } from "react";
import { QueryFailed } from "@/components/data/query-failed";
import { useClock } from "@/components/data/use-clock";
import { useCursorList } from "@/components/data/use-cursor-list";
import { useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import type { JourneyPerson } from "@/lib/api/schemas/journey";
import { useCanvas, useCanvasEnvironment, useNodeCounts } from "../canvas-context";
import type { PeopleAt } from "../store/canvas-store";
import { reasonsOf } from "./reasons";

const nobody: Record<PeopleAt, string> = {
  waiting: "Nobody waits here any more.",
  passed: "Nobody has passed here yet.",
  failed: "No run failed here.",
};

/** The people behind a step's numbers, each leading to the replay of their run, and the reasons of those who did not simply pass. */
export function PeopleAtStep({ node, first }: { node: string; first: PeopleAt }) {
  const [at, setAt] = useState(first);
  const counts = useNodeCounts(node);
  const reasons = counts ? reasonsOf(counts) : [];
  const set = useCanvas((s) => s.set);
  const onClose = () => set({ people: undefined });
  const { journeyId } = useCanvasEnvironment();
  const { slug, timezone } = useWorkspace();
  const now = useClock();
  const people = useCursorList<JourneyPerson>("journey-people", `/journeys/${journeyId}/people`, {
    query: { node_id: node, state: at },
  });
  return (
    <Sheet open onOpenChange={(open) => (open ? undefined : onClose())} title="People at this step">
      <SegmentedControl
        label="Which people"
        size="sm"
        className="mb-3"
        value={at}
        onValueChange={setAt}
        options={[
          { value: "waiting", label: "Waiting" },
          { value: "passed", label: "Passed" },
          { value: "failed", label: "Failed, and why" },
        ]}
      />
      {at === "failed" && reasons.length > 0 ? (
        <ul
          aria-label="Why people did not pass"
          className="mb-3 divide-y divide-border rounded-lg border border-border"
        >
          {reasons.map(({ key, text, detail, count, grave }) => (
            <li key={key} className="flex items-start justify-between gap-3 px-3 py-2">
              <span className="min-w-0">
                <span className={grave ? "block text-danger-text" : "block"}>{text}</span>
                {detail ? <span className="block break-words text-muted-foreground text-xs">{detail}</span> : null}
              </span>
              <span className="shrink-0 font-medium tabular-nums">{count.toLocaleString("en")}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {people.isLoadingError ? <QueryFailed error={people.error} onRetry={() => void people.refetch()} /> : null}
      {people.isPending ? <Skeleton className="h-40" /> : null}
      {people.isSuccess && people.items.length === 0 && (at !== "failed" || reasons.length === 0) ? (
        <p className="py-6 text-center text-muted-foreground">{nobody[at]}</p>
      ) : null}
      <ul className="divide-y divide-border">
        {people.items.map((person) => (
          <li key={person.enrollment_id}>
            <Link
              href={`/w/${slug}/journeys/${journeyId}?person=${encodeURIComponent(person.external_id)}&run=${person.enrollment_id}`}
              onClick={onClose}
              className="flex items-center justify-between gap-3 py-2.5 hover:text-primary-text"
            >
              <span className="min-w-0">
                <span className="block truncate font-medium">{personName(person)}</span>
                <span className="block truncate text-muted-foreground text-xs">
                  {person.email ?? person.external_id}
                </span>
              </span>
              <span className="shrink-0 text-right text-muted-foreground text-xs">
                {at === "waiting" ? "arrived " : null}
                <RelativeTime at={person.at} timezone={timezone} now={now} />
                {person.due_at ? (
                  <span className="block">
                    leaves <RelativeTime at={person.due_at} timezone={timezone} now={now} />
                  </span>
                ) : null}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {people.hasNextPage ? (
        <Button
          variant="outline"
          className="mt-3 w-full"
          loading={people.isFetchingNextPage}
          onClick={() => void people.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
    </Sheet>
  );
}

function personName(person: JourneyPerson): string {
  const name = [person.first_name, person.last_name].filter(Boolean).join(" ");
  return name || person.email || person.external_id;
}
