"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useDebounced } from "@/components/data/use-debounced";
import { useWorkspace } from "@/components/data/workspace-context";
import { PersonLink } from "@/components/people/people-table";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import type { SegmentPreview as Preview } from "@/lib/api/schemas/segment";
import type { Condition } from "@/lib/journey/condition";

/** How many people the rule matches now, and some of them. Follows the rule as it is written. */
export function SegmentPreview({ condition }: { condition: Condition }) {
  const { slug } = useWorkspace();
  const key = useDebounced(JSON.stringify(condition), 350);
  const preview = useQuery({
    queryKey: [slug, "segment-preview", key],
    queryFn: ({ signal }) =>
      apiFetch<Preview>("/segments/preview", { method: "POST", body: { condition: JSON.parse(key) }, signal }),
    placeholderData: keepPreviousData,
  });
  const stale = preview.isPlaceholderData || key !== JSON.stringify(condition);
  return (
    <Card title="Matches now" className="lg:sticky lg:top-6">
      {preview.error ? (
        <p className="text-danger-text">{problemText(preview.error)}</p>
      ) : preview.isPending ? (
        <div role="status" className="flex flex-col gap-3">
          <span className="sr-only">Counting</span>
          <Skeleton className="h-9 w-24" />
          <Skeleton className="h-24 w-full" />
        </div>
      ) : (
        <div className={cn("flex flex-col gap-4 transition-opacity", stale && "opacity-50")} aria-busy={stale}>
          <p aria-live="polite">
            <span className="font-semibold text-3xl tabular-nums tracking-tight">
              {preview.data.count.toLocaleString("en")}
            </span>{" "}
            <span className="text-muted-foreground">{preview.data.count === 1 ? "person" : "people"}</span>
          </p>
          {preview.data.sample.length > 0 ? (
            <div className="flex flex-col gap-3">
              <p className="text-muted-foreground text-xs">For example</p>
              {preview.data.sample.slice(0, 6).map((person) => (
                <PersonLink key={person.id} person={person} detail={person.email ?? undefined} />
              ))}
            </div>
          ) : (
            <p className="text-muted-foreground text-[0.8125rem]">
              Nobody fits this rule today. People can still come to fit it.
            </p>
          )}
        </div>
      )}
    </Card>
  );
}
