"use client";

import { Activity, Mail } from "lucide-react";
import Link from "next/link";
import { useClock } from "@/components/data/use-clock";
import { useResource } from "@/components/data/use-resource";
import { useWorkspace } from "@/components/data/workspace-context";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { EventResource } from "@/lib/api/schemas/activity";
import type { List } from "@/lib/api/schemas/common";
import type { MessageResource } from "@/lib/api/schemas/message";
import { ACTIVITY_SHOWN } from "./activity-shown";
import { mergeActivity } from "./merge-activity";

/** The latest that arrived and went out. */
export function RecentActivity() {
  const { slug } = useWorkspace();
  const query = { limit: ACTIVITY_SHOWN };
  const events = useResource<List<EventResource>>("events", "/events", { query, refetchMs: 10_000 });
  const messages = useResource<List<MessageResource>>("messages", "/messages", { query, refetchMs: 10_000 });
  const items = mergeActivity(events.data?.data ?? [], messages.data?.data ?? []).slice(0, ACTIVITY_SHOWN);
  const now = useClock(items[0]?.at);
  if (events.isPending || messages.isPending) return <Skeleton className="h-80 w-full" />;
  return (
    <Card title="Recent activity" flush>
      {items.length === 0 ? (
        <p className="px-5 pb-5 text-muted-foreground">Nothing has happened yet.</p>
      ) : (
        <ol>
          {items.map((item) => (
            <li key={item.id} className="flex items-start gap-3 border-border border-t px-5 py-2.5 first:border-t-0">
              {item.kind === "event" ? (
                <Activity className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden="true" />
              ) : (
                <Mail className="mt-0.5 size-4 shrink-0 text-primary-text" aria-hidden="true" />
              )}
              <div className="min-w-0 flex-1">
                <p className="truncate">
                  {item.kind === "event" ? (
                    item.what
                  ) : (
                    <Link href={`/w/${slug}/inbox/${item.id}`} className="hover:underline">
                      {item.what}
                    </Link>
                  )}
                </p>
                {item.who ? (
                  <Link
                    href={`/w/${slug}/people/${encodeURIComponent(item.who)}`}
                    className="block truncate text-muted-foreground text-xs hover:underline"
                  >
                    {item.who}
                  </Link>
                ) : null}
              </div>
              <RelativeTime at={item.at} now={now} className="shrink-0 text-muted-foreground text-xs" />
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
