"use client";

import Link from "next/link";
import { QueryFailed } from "@/components/data/query-failed";
import { useCursorList } from "@/components/data/use-cursor-list";
import { useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import type { BacktestPerson } from "@/lib/api/schemas/backtest";

/** Which of the people: a title and what the API filters by. */
export type PeopleOf = { title: string; query: { node_id?: string; journey_id?: string; over_cap?: string } };

type BacktestPeopleProps = { journeyId: string; backtest: string; of: PeopleOf; onClose: () => void };

/** The people behind one figure of a backtest, most mails first. */
export function BacktestPeople({ journeyId, backtest, of, onClose }: BacktestPeopleProps) {
  const { slug } = useWorkspace();
  const people = useCursorList<BacktestPerson>(
    "backtest-people",
    `/journeys/${journeyId}/backtests/${backtest}/people`,
    {
      query: { ...of.query, limit: 50 },
    },
  );
  return (
    <Sheet open onOpenChange={(open) => (open ? undefined : onClose())} title={of.title} description="In the backtest">
      {people.isPending ? <Skeleton className="h-40" /> : null}
      {people.isLoadingError ? <QueryFailed error={people.error} onRetry={() => void people.refetch()} /> : null}
      <ul className="divide-y divide-border">
        {people.items.map(({ external_id, first_name, last_name, email, entries, mails, peak }) => (
          <li key={external_id} className="py-2.5">
            <Link href={`/w/${slug}/people/${encodeURIComponent(external_id)}`} className="font-medium hover:underline">
              {[first_name, last_name].filter(Boolean).join(" ") || email || external_id}
            </Link>
            <p className="text-muted-foreground text-xs">
              {entries === 1 ? "one entry" : `${entries} entries`}, {mails === 1 ? "one mail" : `${mails} mails`}
              {mails > 0 ? `, at most ${peak} in 24 hours with other journeys’` : ""}
            </p>
          </li>
        ))}
      </ul>
      {people.hasNextPage ? (
        <Button
          variant="outline"
          size="sm"
          loading={people.isFetchingNextPage}
          onClick={() => void people.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
    </Sheet>
  );
}
