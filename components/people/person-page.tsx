"use client";

import { Send } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { ApiError } from "@/components/data/api-client";
import { QueryFailed } from "@/components/data/query-failed";
import { useResource } from "@/components/data/use-resource";
import { useUrlState } from "@/components/data/use-url-state";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody } from "@/components/ui/page-body";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import type { SubscriberResource } from "@/lib/api/schemas/subscriber";
import { PersonAttributes } from "./person-attributes";
import { PersonDetails } from "./person-details";
import { PersonEnrollments } from "./person-enrollments";
import { PersonMenu } from "./person-menu";
import { PersonMessages } from "./person-messages";
import { personName } from "./person-name";
import { PersonScores } from "./person-scores";
import { PersonTags } from "./person-tags";
import { PersonTimeline } from "./person-timeline";
import { WhyCard } from "./why-card";

const SendEventDialog = dynamic(() => import("@/components/events/send-event-dialog").then((m) => m.SendEventDialog));

export function PersonPage({ externalId }: { externalId: string }) {
  const { slug } = useWorkspace();
  const person = useResource<SubscriberResource>("people", `/subscribers/${encodeURIComponent(externalId)}`);
  const missing = person.error instanceof ApiError && person.error.status === 404;
  return (
    <PageBody>
      <nav aria-label="Breadcrumb" className="-mb-3 text-[0.8125rem] text-muted-foreground">
        <Link href={`/w/${slug}/people`} className="hover:text-foreground hover:underline">
          People
        </Link>
      </nav>
      {missing ? (
        <EmptyState
          title="Nobody goes by this id"
          description={`“${externalId}” is not known here, or was erased.`}
          action={
            <Button asChild>
              <Link href={`/w/${slug}/people`}>All people</Link>
            </Button>
          }
        />
      ) : person.isLoadingError ? (
        <QueryFailed error={person.error} onRetry={() => void person.refetch()} />
      ) : person.isPending ? (
        <div role="status" className="flex flex-col gap-6">
          <span className="sr-only">Loading the person</span>
          <Skeleton className="h-14 w-72" />
          <Skeleton className="h-96 w-full" />
        </div>
      ) : (
        <Loaded person={person.data} />
      )}
    </PageBody>
  );
}

function Loaded({ person }: { person: SubscriberResource }) {
  const [tab, setTab] = useUrlState("tab");
  const send = <SendEvent person={person} />;
  return (
    <>
      <header className="flex items-center gap-4 max-sm:gap-3">
        <Avatar name={personName(person)} className="size-14 text-lg" />
        <div className="min-w-0 flex-1">
          <h1 className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold text-2xl tracking-tight [overflow-wrap:anywhere] max-sm:text-xl">
            {personName(person)}
            {person.unsubscribed_at ? <Badge tone="warning">Unsubscribed</Badge> : null}
          </h1>
          <p className="flex items-center gap-1 text-muted-foreground text-sm">
            <span className="truncate font-mono text-xs">{person.external_id}</span>
            <CopyButton value={person.external_id} label="Copy id" size="icon-xs" />
          </p>
        </div>
        <div className="flex gap-2">
          {send}
          <PersonMenu person={person} />
        </div>
      </header>
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Tabs
          label="About this person"
          value={tab || "timeline"}
          onValueChange={(next) => setTab(next === "timeline" ? "" : next)}
          tabs={[
            {
              value: "timeline",
              label: "Timeline",
              content: <PersonTimeline externalId={person.external_id} begin={send} />,
            },
            { value: "journeys", label: "Journeys and why", content: <Journeys person={person} /> },
            {
              value: "messages",
              label: "Messages",
              content: <PersonMessages externalId={person.external_id} begin={send} />,
            },
          ]}
        />
        <div className="flex flex-col gap-4 max-lg:contents">
          <div className="max-lg:order-first">
            <PersonDetails person={person} />
          </div>
          <PersonScores externalId={person.external_id} />
          <PersonTags person={person} />
          <PersonAttributes person={person} />
        </div>
      </div>
    </>
  );
}

function SendEvent({ person }: { person: SubscriberResource }) {
  const maySend = useMay("ingest");
  const [open, setOpen] = useState(false);
  if (!maySend) return null;
  return (
    <>
      <Button variant="outline" className="max-sm:px-2.5" onClick={() => setOpen(true)}>
        <Send aria-hidden="true" /> <span className="max-sm:sr-only">Send an event</span>
      </Button>
      {open ? (
        <SendEventDialog
          person={{ externalId: person.external_id, name: personName(person) }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

function Journeys({ person }: { person: SubscriberResource }) {
  return (
    <div className="flex flex-col gap-4">
      <WhyCard person={person} />
      <PersonEnrollments externalId={person.external_id} />
    </div>
  );
}
