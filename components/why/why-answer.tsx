"use client";

import { CircleCheck, CircleHelp, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { QueryFailed } from "@/components/data/query-failed";
import { useResource } from "@/components/data/use-resource";
import { useWorkspace } from "@/components/data/workspace-context";
import { cn } from "@/components/ui/cn";
import { formatMoment } from "@/components/ui/format-moment";
import { Skeleton } from "@/components/ui/skeleton";
import type { Evidence, Why } from "@/lib/api/schemas/why";

const REFRESH_MS = 10_000;

type WhyAnswerProps = {
  journeyId: string;
  externalId: string;
  /** a step's id; empty: the journey as a whole */
  node: string;
  /** what times are told in; default: the workspace's zone */
  timezone?: string | undefined;
};

/** Why a person did, or did not, get into a journey or to a step: one sentence, and what it rests on. */
export function WhyAnswer({ journeyId, externalId, node, timezone: wanted }: WhyAnswerProps) {
  const own = useWorkspace().timezone;
  const timezone = wanted ?? own;
  const why = useResource<Why>("why", `/journeys/${journeyId}/why`, {
    query: { external_id: externalId, node_id: node },
    refetchMs: REFRESH_MS,
  });
  if (why.isLoadingError) return <QueryFailed error={why.error} onRetry={() => void why.refetch()} />;
  if (why.isPending) return <Skeleton className="h-20 w-full" />;
  const { got, code, sentence, at, until, evidence } = why.data;
  const { icon: Icon, tint } = looks[code === "quarantined" ? "stuck" : got ? "got" : "not"];
  return (
    <section aria-label="Why" aria-live="polite" className="rounded-lg border border-border bg-background p-3">
      <p className="flex gap-2 font-medium">
        <Icon className={cn("mt-0.5 size-4 shrink-0", tint)} aria-hidden="true" />
        {sentence}
      </p>
      {at || until ? (
        <p className="mt-1 pl-6 text-muted-foreground text-xs tabular-nums">
          {[at ? formatMoment(at, timezone) : "", until ? `until ${formatMoment(until, timezone)}` : ""]
            .filter(Boolean)
            .join(" · ")}
        </p>
      ) : null}
      {evidence.length > 0 ? (
        <ul className="mt-2 ml-6 flex flex-col gap-1 border-border border-l-2 pl-3 text-xs">
          {evidence.map((one) => (
            <EvidenceLine
              key={`${one.text} ${one.at}`}
              evidence={one}
              journeyId={journeyId}
              externalId={externalId}
              timezone={timezone}
            />
          ))}
        </ul>
      ) : null}
    </section>
  );
}

/** Who was set aside got into the journey, but it is no success. */
const looks = {
  got: { icon: CircleCheck, tint: "text-success" },
  not: { icon: CircleHelp, tint: "text-warning-text" },
  stuck: { icon: TriangleAlert, tint: "text-danger-text" },
};

type EvidenceLineProps = { evidence: Evidence; journeyId: string; externalId: string; timezone: string };

function EvidenceLine({ evidence: { text, at, link }, journeyId, externalId, timezone }: EvidenceLineProps) {
  const { slug } = useWorkspace();
  const href = link ? `/w/${slug}${pathOf(link, journeyId, externalId)}` : undefined;
  return (
    <li className="break-words text-muted-foreground">
      {href ? (
        <Link href={href} className="text-primary-text underline underline-offset-2">
          {text}
        </Link>
      ) : (
        text
      )}
      {at ? <span className="tabular-nums"> · {formatMoment(at, timezone)}</span> : null}
    </li>
  );
}

function pathOf({ kind, id }: NonNullable<Evidence["link"]>, journeyId: string, externalId: string): string {
  switch (kind) {
    case "message":
      return `/inbox/${id}`;
    case "node":
      return `/journeys/${journeyId}?node=${encodeURIComponent(id)}`;
    case "enrollment":
      return `/journeys/${journeyId}?person=${encodeURIComponent(externalId)}&run=${id}`;
  }
}
