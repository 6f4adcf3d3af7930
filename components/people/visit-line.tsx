"use client";

import Link from "next/link";
import { useWorkspace } from "@/components/data/workspace-context";
import { cn } from "@/components/ui/cn";
import { formatMoment } from "@/components/ui/format-moment";
import type { VisitResource } from "@/lib/api/schemas/enrollment";
import { describeSeen } from "@/lib/journey/describe-seen";
import type { Graph } from "@/lib/journey/graph";
import type { Names } from "@/lib/journey/names";
import { describeVisit } from "./describe-visit";

const dots: Record<VisitResource["outcome"], string> = {
  passed: "bg-success",
  waiting: "bg-info",
  skipped: "bg-muted-foreground",
  ended: "bg-foreground",
  failed: "bg-danger",
  dropped: "bg-warning",
};

/** One visit of a step: what the step is, what it decided and on which values. */
export function VisitLine({
  visit,
  graph,
  names,
  dueAt,
}: {
  visit: VisitResource;
  graph: Graph | undefined;
  names: Names;
  dueAt: string | null;
}) {
  const { slug, timezone } = useWorkspace();
  const { step, kind, what } = describeVisit(visit, graph, names);
  const due = visit.outcome === "waiting" && dueAt ? ` until ${formatMoment(dueAt, timezone)}` : "";
  return (
    <li className="relative flex gap-3 pb-4 last:pb-0">
      <span aria-hidden="true" className="absolute top-5 -bottom-0.5 left-[4.5px] w-px bg-border" />
      <span aria-hidden="true" className={cn("relative mt-1.5 size-2.5 shrink-0 rounded-full", dots[visit.outcome])} />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{step}</p>
        <p className="text-muted-foreground text-[0.8125rem]">
          {kind} · {what}
          {due}
          {visit.message_id ? (
            <>
              {" · "}
              <Link
                href={`/w/${slug}/inbox/${visit.message_id}`}
                className="text-primary-text underline underline-offset-2"
              >
                see the message
              </Link>
            </>
          ) : null}
        </p>
        {visit.seen && visit.seen.length > 1 ? (
          <ul className="mt-1 flex flex-col gap-0.5 border-border border-l-2 pl-3 text-xs">
            {visit.seen.map((seen) => (
              <li key={JSON.stringify(seen)} className="break-words text-muted-foreground">
                {describeSeen(seen, names)}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <time dateTime={visit.entered_at} className="shrink-0 text-muted-foreground text-xs tabular-nums">
        {formatMoment(visit.entered_at, timezone)}
      </time>
    </li>
  );
}
