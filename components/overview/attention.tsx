"use client";

import {
  ChevronRight,
  CircleCheck,
  CircleHelp,
  Contact,
  Hourglass,
  type LucideIcon,
  MailX,
  MessageSquare,
  MessageSquareWarning,
  PauseCircle,
  ServerOff,
  TicketPercent,
  TriangleAlert,
  UserCheck,
} from "lucide-react";
import Link from "next/link";
import { useWorkspace } from "@/components/data/workspace-context";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import type { AttentionItem } from "@/lib/api/schemas/attention";
import { describeAttention } from "./describe-attention";

const looks: Record<AttentionItem["kind"], { icon: LucideIcon; tint: string }> = {
  no_worker: { icon: ServerOff, tint: "bg-danger-soft text-danger-text" },
  quarantined: { icon: TriangleAlert, tint: "bg-danger-soft text-danger-text" },
  overdue: { icon: Hourglass, tint: "bg-danger-soft text-danger-text" },
  never: { icon: Hourglass, tint: "bg-warning-soft text-warning-text" },
  failed_sends: { icon: MailX, tint: "bg-danger-soft text-danger-text" },
  uncertain_sends: { icon: CircleHelp, tint: "bg-warning-soft text-warning-text" },
  crm_refused: { icon: Contact, tint: "bg-danger-soft text-danger-text" },
  codes_low: { icon: TicketPercent, tint: "bg-warning-soft text-warning-text" },
  approval_wanted: { icon: UserCheck, tint: "bg-warning-soft text-warning-text" },
  approval_given: { icon: CircleCheck, tint: "bg-success-soft text-success-text" },
  changes_asked: { icon: MessageSquareWarning, tint: "bg-warning-soft text-warning-text" },
  comments: { icon: MessageSquare, tint: "bg-info-soft text-info-text" },
  paused_with_people: { icon: PauseCircle, tint: "bg-warning-soft text-warning-text" },
};

/** What waits for a person. One quiet line when nothing does. */
export function Attention({ items }: { items: readonly AttentionItem[] }) {
  if (items.length === 0) {
    return (
      <p className="flex items-center gap-2 text-muted-foreground">
        <CircleCheck className="size-4 text-success" aria-hidden="true" />
        Nothing needs you right now.
      </p>
    );
  }
  return (
    <Card title="Needs you" flush>
      <ul>
        {items.map((item) => (
          <Line
            key={`${item.kind}${"journey_id" in item ? item.journey_id : ""}${"connection_id" in item ? item.connection_id : ""}`}
            item={item}
          />
        ))}
      </ul>
    </Card>
  );
}

function Line({ item }: { item: AttentionItem }) {
  const { slug } = useWorkspace();
  const { icon: Icon, tint } = looks[item.kind];
  const { title, detail, path } = describeAttention(item);
  return (
    <li className="relative flex items-center gap-3 border-border border-b px-5 py-3 last:border-b-0 hover:bg-muted/50">
      <span className={cn("inline-flex size-8 shrink-0 items-center justify-center rounded-full", tint)}>
        <Icon className="size-4" aria-hidden="true" />
      </span>
      <div className="min-w-0 flex-1">
        {path === undefined ? (
          <p className="font-medium">{title}</p>
        ) : (
          <Link href={`/w/${slug}${path}`} className="font-medium after:absolute after:inset-0">
            {title}
          </Link>
        )}
        <p className="line-clamp-2 text-muted-foreground text-[0.8125rem]">{detail}</p>
      </div>
      {path === undefined ? null : (
        <ChevronRight className="size-4 shrink-0 text-muted-foreground" aria-hidden="true" />
      )}
    </li>
  );
}
