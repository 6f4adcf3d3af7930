"use client";

import { Inbox as InboxIcon, Search } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { neighbourOf } from "@/components/data/neighbour-of";
import { QueryFailed } from "@/components/data/query-failed";
import { useClock } from "@/components/data/use-clock";
import { useListKeys } from "@/components/data/use-list-keys";
import { useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import { MessageRow } from "./message-row";
import type { Inbox } from "./use-inbox";

/** Newest first; arrows or j and k go through it, wherever the focus is not in a field. */
export function MessageList({ inbox, chosen }: { inbox: Inbox; chosen: string | undefined }) {
  const { messages, filters, hrefOf } = inbox;
  const now = useClock();
  const router = useRouter();
  const list = useRef<HTMLUListElement>(null);
  useListKeys((step) => {
    const next = neighbourOf(messages.items, chosen, step);
    if (!next) return;
    router.push(hrefOf(next.id), { scroll: false });
    list.current?.querySelector<HTMLElement>(`[data-message="${next.id}"]`)?.focus();
  });
  if (messages.isLoadingError)
    return (
      <div className="p-4">
        <QueryFailed error={messages.error} onRetry={() => void messages.refetch()} />
      </div>
    );
  if (messages.isPending)
    return (
      <div className="p-4">
        <TableSkeleton label="Loading messages" />
      </div>
    );
  if (messages.items.length === 0)
    return (
      <div className="p-4 lg:p-5">
        <Nothing filtered={Object.values(filters).some((value) => value !== "")} />
      </div>
    );
  return (
    <div className="flex min-h-0 flex-1 flex-col lg:overflow-y-auto">
      <ul ref={list} aria-label="Messages">
        {messages.items.map((message) => (
          <li key={message.id}>
            <MessageRow message={message} href={hrefOf(message.id)} chosen={message.id === chosen} now={now} />
          </li>
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
    </div>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  const { slug } = useWorkspace();
  if (filtered)
    return <EmptyState icon={<Search />} title="No such message" description="Try fewer letters, or any journey." />;
  return (
    <EmptyState
      icon={<InboxIcon />}
      title="No messages yet"
      description="What journeys send to people is kept here, as they get it. For example a test of a mail of yours: write one, press “Send test”, and it is here within a second."
      action={
        <Button asChild>
          <Link href={`/w/${slug}/templates`}>Send a test mail</Link>
        </Button>
      }
    />
  );
}
