"use client";

import {
  Bot,
  CircleAlert,
  CircleCheck,
  Eye,
  type LucideIcon,
  MailCheck,
  MousePointerClick,
  PenLine,
  RotateCcw,
  Send,
  UserMinus,
} from "lucide-react";
import { useWorkspace } from "@/components/data/workspace-context";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { formatMoment } from "@/components/ui/format-moment";
import type { MessageDetail } from "@/lib/api/schemas/message";
import { activityOf } from "./activity-of";

const looks: Record<string, { icon: LucideIcon; label: string }> = {
  decided: { icon: PenLine, label: "The journey decided to send it" },
  sent: { icon: Send, label: "Handed over" },
  delivered: { icon: MailCheck, label: "Delivered" },
  opened: { icon: Eye, label: "Opened" },
  clicked: { icon: MousePointerClick, label: "Clicked" },
  bounced: { icon: CircleAlert, label: "Bounced" },
  complained: { icon: CircleAlert, label: "Marked as spam" },
  unsubscribed: { icon: UserMinus, label: "Unsubscribed" },
  resubscribed: { icon: RotateCcw, label: "Subscribed again" },
};

/** What happened to the message, oldest first. Programs that open links are told apart from the person. */
export function MessageActivity({ message }: { message: MessageDetail }) {
  const { timezone } = useWorkspace();
  return (
    <ol className="flex flex-col">
      {activityOf(message).map((item, at, all) => {
        const { icon: Icon, label } = looks[item.kind] ?? { icon: CircleCheck, label: item.kind };
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the history only grows at its end
          <li key={at} className="relative flex gap-4 pb-5 last:pb-0">
            {at < all.length - 1 ? (
              <span aria-hidden="true" className="absolute top-8 bottom-0 left-4 w-px bg-border" />
            ) : null}
            <span
              aria-hidden="true"
              className={cn(
                "flex size-8 shrink-0 items-center justify-center rounded-full",
                item.machine ? "bg-muted text-muted-foreground" : "bg-primary-soft text-primary-text",
              )}
            >
              {item.machine ? <Bot className="size-4" /> : <Icon className="size-4" />}
            </span>
            <div className="min-w-0 pt-1">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                {label}
                {item.machine ? <Badge>by a program, not counted</Badge> : null}
              </p>
              {item.url ? (
                <p className="text-[0.8125rem] text-muted-foreground [overflow-wrap:anywhere]">{item.url}</p>
              ) : null}
              <time dateTime={item.at} className="text-muted-foreground text-xs">
                {formatMoment(item.at, timezone)}
              </time>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
