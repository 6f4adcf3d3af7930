import { BellRing, Contact, ListChecks, MousePointerClick, Webhook } from "lucide-react";
import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusBadge } from "@/components/ui/status-badge";
import type { MessageResource } from "@/lib/api/schemas/message";
import { describeSendReason } from "@/lib/journey/send-reason";
import { messageSource, messageState } from "./message-state";

type MessageRowProps = { message: MessageResource; href: string; chosen: boolean; now: number | undefined };

/** One line of the list: who, what, from where, and how it went. */
export function MessageRow({ message, href, chosen, now }: MessageRowProps) {
  const state = messageState(message);
  return (
    <Link
      href={href}
      scroll={false}
      data-message={message.id}
      aria-current={chosen ? "true" : undefined}
      className={cn(
        "grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 border-border border-b px-4 py-3 outline-offset-[-3px] sm:px-6 lg:px-5",
        chosen ? "bg-primary-soft" : "hover:bg-muted",
      )}
    >
      <span className="truncate font-medium">{message.to ?? message.external_id ?? "A person who was erased"}</span>
      <RelativeTime
        at={message.sent_at ?? message.created_at}
        now={now}
        className="pt-0.5 text-right text-muted-foreground text-xs"
      />
      <span className="flex min-w-0 items-center gap-1.5">
        <ChannelIcon channel={message.channel} />
        <span className="truncate">{subjectOf(message)}</span>
      </span>
      <span className="row-span-2 self-center justify-self-end">
        {state === "clicked" ? (
          <MousePointerClick className="mr-1 inline size-3.5 text-primary-text" aria-hidden="true" />
        ) : null}
        <StatusBadge status={state} />
      </span>
      <span className="truncate text-muted-foreground text-xs">
        {message.reason ? describeSendReason(message.reason).sentence : messageSource(message)}
      </span>
    </Link>
  );
}

const channelIcons: Readonly<Record<string, { icon: typeof Webhook; name: string }>> = {
  webhook: { icon: Webhook, name: "Webhook" },
  crm: { icon: Contact, name: "CRM" },
  push: { icon: BellRing, name: "Push" },
  task: { icon: ListChecks, name: "Task" },
};

/** Mails have none: they are what an inbox is full of. */
function ChannelIcon({ channel }: { channel: string }) {
  const known = channelIcons[channel];
  if (!known) return null;
  return <known.icon className="size-3.5 shrink-0 text-muted-foreground" aria-label={known.name} />;
}

/** What stands where a subject would, for messages that have none. */
export function subjectOf(message: Pick<MessageResource, "subject" | "channel" | "status">): string {
  if (message.subject !== null) return message.subject || "(no subject)";
  if (message.channel === "webhook") return "Webhook call";
  if (message.channel === "crm") return "CRM contact";
  return message.status === "skipped" ? "Not written" : "Not written yet";
}
