"use client";

import { Mail } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { QueryFailed } from "@/components/data/query-failed";
import { useClock } from "@/components/data/use-clock";
import { useCursorList } from "@/components/data/use-cursor-list";
import { useWorkspace } from "@/components/data/workspace-context";
import { messageSource } from "@/components/inbox/message-state";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusBadge } from "@/components/ui/status-badge";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import type { MessageResource } from "@/lib/api/schemas/message";
import { messageTitle } from "./message-title";

/** `begin`: what may lead to the first one. */
export function PersonMessages({ externalId, begin }: { externalId: string; begin: ReactNode }) {
  const messages = useCursorList<MessageResource>("messages", "/messages", { query: { external_id: externalId } });
  const [newest] = messages.items;
  const now = useClock(newest?.sent_at ?? newest?.created_at);
  if (messages.isLoadingError) return <QueryFailed error={messages.error} onRetry={() => void messages.refetch()} />;
  if (messages.isPending) return <TableSkeleton label="Loading messages" />;
  if (messages.items.length === 0) {
    return (
      <EmptyState
        icon={<Mail />}
        title="No messages"
        description="What journeys send to this person is listed here, for example after an event of theirs that starts one."
        action={begin}
      />
    );
  }
  return (
    <Card flush>
      <ul>
        {messages.items.map((message) => (
          <MessageLine key={message.id} message={message} now={now} />
        ))}
      </ul>
      <Pagination
        shown={messages.items.length}
        noun={messages.items.length === 1 ? "message" : "messages"}
        hasMore={messages.hasNextPage}
        loading={messages.isFetchingNextPage}
        failed={messages.isFetchNextPageError}
        onMore={() => void messages.fetchNextPage()}
      />
    </Card>
  );
}

function MessageLine({ message, now }: { message: MessageResource; now: number | undefined }) {
  const { slug } = useWorkspace();
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-border border-b px-5 py-3 last:border-b-0">
      <div className="min-w-0 flex-1 basis-56">
        <Link href={`/w/${slug}/inbox/${message.id}`} className="block truncate font-medium hover:underline">
          {messageTitle(message)}
        </Link>
        <p className="truncate text-muted-foreground text-xs">
          {[messageSource(message), message.reason?.replaceAll("_", " ")].filter(Boolean).join(" · ")}
        </p>
      </div>
      {message.clicked_at ? (
        <Badge tone="primary">Clicked</Badge>
      ) : message.opened_at ? (
        <Badge tone="primary">Opened</Badge>
      ) : null}
      <StatusBadge status={message.status} />
      <RelativeTime
        at={message.sent_at ?? message.created_at}
        now={now}
        className="text-muted-foreground text-xs sm:w-20 sm:text-right"
      />
    </li>
  );
}
