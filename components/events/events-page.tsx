"use client";

import { useQuery } from "@tanstack/react-query";
import { Activity, Pause, Play, Send } from "lucide-react";
import { useState } from "react";
import { apiFetch } from "@/components/data/api-client";
import { pollEvery } from "@/components/data/poll-every";
import { QueryFailed } from "@/components/data/query-failed";
import { SendExample } from "@/components/data/send-example";
import { useClock } from "@/components/data/use-clock";
import { useResource } from "@/components/data/use-resource";
import { useUrlState } from "@/components/data/use-url-state";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Combobox } from "@/components/ui/combobox";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody } from "@/components/ui/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import type { EventKindResource, EventResource } from "@/lib/api/schemas/activity";
import type { List } from "@/lib/api/schemas/common";
import { EventLine } from "./event-line";
import { SendEventDialog } from "./send-event-dialog";

const LIVE_MS = 2_500;
const SHOWN = 100;
/** Choices must not be empty. */
const ANY = "(any)";

/** What arrives, as it arrives. */
export function EventsPage() {
  const { slug } = useWorkspace();
  const [event, setEvent] = useUrlState("event");
  const [live, setLive] = useState(true);
  const [sending, setSending] = useUrlState("send");
  const maySend = useMay("ingest");
  const events = useQuery({
    queryKey: [slug, "events", event],
    queryFn: ({ signal }) => apiFetch<List<EventResource>>("/events", { query: { event, limit: SHOWN }, signal }),
    refetchInterval: pollEvery<List<EventResource>>(live && LIVE_MS),
    // Paused is paused: looking away and back changes nothing.
    refetchOnWindowFocus: live,
  });
  const now = useClock(events.data?.data[0]?.received_at);
  const kinds = useResource<List<EventKindResource>>("event-kinds", "/event-kinds");
  return (
    <PageBody>
      <PageHeader
        title="Events"
        description="Everything that people did and your product reported, newest first."
        actions={
          <>
            <Button variant="outline" onClick={() => setLive(!live)} aria-pressed={!live}>
              {live ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
              {live ? "Pause" : "Go on"}
            </Button>
            {maySend ? (
              <Button onClick={() => setSending(ANY)}>
                <Send aria-hidden="true" /> Send an event
              </Button>
            ) : null}
          </>
        }
      />
      <div className="flex flex-wrap items-center gap-3">
        <Combobox
          aria-label="Event"
          className="w-64"
          value={event || ANY}
          display={event || "All events"}
          loading={kinds.isPending}
          emptyText="No such event has arrived."
          onValueChange={(next) => setEvent(next === ANY ? "" : next)}
          options={[
            { value: ANY, label: "All events" },
            ...(kinds.data?.data ?? []).map((kind) => ({ value: kind.name, label: kind.name })),
          ]}
        />
        {events.isLoadingError ? null : <LiveSign live={live} />}
      </div>
      {events.isLoadingError ? (
        <QueryFailed error={events.error} onRetry={() => void events.refetch()} />
      ) : events.isPending ? (
        <TableSkeleton label="Loading events" />
      ) : events.data.data.length === 0 ? (
        <EmptyState
          icon={<Activity />}
          title={event ? `No “${event}” yet` : "Nothing has arrived yet"}
          description="Send one here, or with an API key from Settings, and watch it appear. For example:"
          action={
            maySend ? (
              <Button onClick={() => setSending(event || ANY)}>
                <Send aria-hidden="true" /> Send an event
              </Button>
            ) : null
          }
        >
          <SendExample />
        </EmptyState>
      ) : (
        <Card flush>
          <ol aria-label="Events">
            {events.data.data.map((one) => (
              <EventLine key={one.id} event={one} now={now} onFilter={setEvent} />
            ))}
          </ol>
          <p className="border-border border-t px-5 py-3 text-muted-foreground text-xs">
            {events.data.next_cursor
              ? `The latest ${SHOWN}. Older ones stand in the timeline of each person.`
              : "That is everything."}
          </p>
        </Card>
      )}
      {maySend && sending !== "" ? (
        <SendEventDialog event={sending === ANY ? "" : sending} onClose={() => setSending("")} />
      ) : null}
    </PageBody>
  );
}

function LiveSign({ live }: { live: boolean }) {
  return (
    <span className="inline-flex items-center gap-2 text-muted-foreground text-xs" role="status">
      <span
        aria-hidden="true"
        className={live ? "size-2 animate-pulse rounded-full bg-success" : "size-2 rounded-full bg-muted-foreground/50"}
      />
      {live ? "Live" : "Paused"}
    </span>
  );
}
