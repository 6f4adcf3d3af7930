"use client";

import Link from "next/link";
import { problemText } from "@/components/data/problem-text";
import { useClock } from "@/components/data/use-clock";
import { useCursorList } from "@/components/data/use-cursor-list";
import { useWorkspace } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import type { JourneyPerson } from "@/lib/api/schemas/journey";
import { useCanvasEnvironment } from "../canvas-context";

/** Who waits at a step, longest first, each leading to the replay of their run. */
export function PeopleAtStep({ node, onClose }: { node: string; onClose: () => void }) {
  const { journeyId } = useCanvasEnvironment();
  const { slug, timezone } = useWorkspace();
  const now = useClock();
  const clock = now === undefined ? {} : { now };
  const people = useCursorList<JourneyPerson>("journey-people", `/journeys/${journeyId}/people`, {
    query: { node_id: node, state: "waiting" },
  });
  return (
    <Sheet open onOpenChange={(open) => (open ? undefined : onClose())} title="Waiting at this step">
      {people.isError ? <Alert tone="danger">{problemText(people.error)}</Alert> : null}
      {people.isPending ? <Skeleton className="h-40" /> : null}
      {people.isSuccess && people.items.length === 0 ? (
        <p className="py-6 text-center text-muted-foreground">Nobody waits here any more.</p>
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
                arrived <RelativeTime at={person.at} timezone={timezone} {...clock} />
                {person.due_at ? (
                  <span className="block">
                    leaves <RelativeTime at={person.due_at} timezone={timezone} {...clock} />
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
