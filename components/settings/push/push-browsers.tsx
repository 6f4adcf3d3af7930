"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BellOff } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { QueryFailed } from "@/components/data/query-failed";
import { useClock } from "@/components/data/use-clock";
import type { useCursorList } from "@/components/data/use-cursor-list";
import { useWorkspace } from "@/components/data/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Line } from "@/components/ui/line";
import { Pagination } from "@/components/ui/pagination";
import { RelativeTime } from "@/components/ui/relative-time";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import { toast } from "@/components/ui/toast";
import type { PushSubscriptionResource } from "@/lib/api/schemas/push";

type PushBrowsersProps = {
  list: ReturnType<typeof useCursorList<PushSubscriptionResource>>;
  /** the browser that was subscribed on this page just now */
  own: string | undefined;
  mayEdit: boolean;
};

/** Whose browsers may be pushed to. */
export function PushBrowsers({ list, own, mayEdit }: PushBrowsersProps) {
  if (list.isLoadingError) return <QueryFailed error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <TableSkeleton label="Loading browsers" />;
  if (list.items.length === 0)
    return (
      <EmptyState
        icon={<BellOff />}
        title="No browser yet"
        description={
          mayEdit
            ? "Subscribe yours above, for example as yourself, and send it a test."
            : "Browsers of people who allow pushes on your site are listed here."
        }
      />
    );
  return (
    <Card title="Browsers" description="Those that unsubscribe are forgotten with the next push to them." flush>
      <ul aria-label="Browsers">
        {list.items.map((browser) => (
          <BrowserLine key={browser.id} browser={browser} own={browser.id === own} mayEdit={mayEdit} />
        ))}
      </ul>
      <Pagination
        shown={list.items.length}
        noun={list.items.length === 1 ? "browser" : "browsers"}
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        failed={list.isFetchNextPageError}
        onMore={() => void list.fetchNextPage()}
      />
    </Card>
  );
}

type BrowserLineProps = { browser: PushSubscriptionResource; own: boolean; mayEdit: boolean };

function BrowserLine({ browser, own, mayEdit }: BrowserLineProps) {
  const { slug, mode } = useWorkspace();
  const now = useClock();
  const router = useRouter();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const onError = (error: unknown) => void toast.error("That did not work", { description: problemText(error) });
  const test = useMutation({
    mutationFn: () =>
      apiFetch<{ message_id: string }>(`/push/subscriptions/${browser.id}/test`, {
        method: "POST",
        body: { title: "It works", body: "This is how a push of yours looks.", url: window.location.href },
      }),
    onSuccess: ({ message_id }) =>
      toast.success(mode === "sandbox" ? "In the Inbox: a sandbox pushes to nobody" : "On its way", {
        action: { label: "Look", run: () => router.push(`/w/${slug}/inbox/${message_id}`) },
      }),
    onError,
  });
  const remove = useMutation({
    mutationFn: () => apiFetch<void>(`/push/subscriptions/${browser.id}`, { method: "DELETE" }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [slug, "push-subscriptions"] }),
    onError,
    onSettled: () => setAsked(false),
  });
  return (
    <Line className="flex flex-wrap items-center gap-x-3 gap-y-2 border-border border-b px-5 py-3 last:border-b-0">
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <Link
            href={`/w/${slug}/people/${encodeURIComponent(browser.external_id)}`}
            className="min-w-0 truncate hover:underline"
          >
            {browser.external_id}
          </Link>
          {own ? <Badge tone="primary">This browser</Badge> : null}
        </p>
        <p className="truncate text-muted-foreground text-xs">
          {browser.browser || "A browser"} · {browser.service} · <RelativeTime at={browser.created_at} now={now} />
        </p>
      </div>
      {mayEdit ? (
        <div className="flex gap-2">
          <Button size="sm" variant="outline" loading={test.isPending} onClick={() => test.mutate()}>
            Send a test
          </Button>
          <Button size="sm" variant="danger-ghost" onClick={() => setAsked(true)}>
            Remove
          </Button>
        </div>
      ) : null}
      {asked ? (
        <ConfirmDialog
          title={`Remove this browser of ${browser.external_id}?`}
          description="It gets no push any more. Only its owner can allow pushes again, on your site."
          confirm="Remove the browser"
          busy={remove.isPending}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </Line>
  );
}
