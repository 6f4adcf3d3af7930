"use client";

import { ArrowLeft, MailX } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { ApiError } from "@/components/data/api-client";
import { QueryFailed } from "@/components/data/query-failed";
import { useResource } from "@/components/data/use-resource";
import { useWorkspace } from "@/components/data/workspace-context";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import type { MessageDetail } from "@/lib/api/schemas/message";
import { MessageActivity } from "./message-activity";
import { MessageFacts } from "./message-facts";
import { MessageHeaders } from "./message-headers";
import { MessagePreview } from "./message-preview";
import { subjectOf } from "./message-row";
import { MessageSource } from "./message-source";
import { MessageVerdict } from "./message-verdict";
import { PushedBrowsers } from "./pushed-browsers";
import { useView } from "./use-view";
import { WebhookRequestView } from "./webhook-request-view";

/** One message as its person got it, what happened to it, and where it came from. */
export function MessageReader({ id }: { id: string }) {
  const { slug } = useWorkspace();
  const params = useSearchParams().toString();
  const message = useResource<MessageDetail>("message", `/messages/${encodeURIComponent(id)}`, { refetchMs: 4_000 });
  return (
    <article className="flex min-w-0 flex-col gap-5 px-4 py-5 sm:px-6 lg:px-8" aria-busy={message.isPending}>
      <Link
        href={`/w/${slug}/inbox${params ? `?${params}` : ""}`}
        className="flex w-fit items-center gap-1.5 text-muted-foreground text-sm hover:text-foreground lg:hidden"
      >
        <ArrowLeft className="size-4" aria-hidden="true" />
        Inbox
      </Link>
      {message.data ? (
        <Letter key={id} message={message.data} />
      ) : message.error instanceof ApiError && message.error.status === 404 ? (
        <EmptyState icon={<MailX />} title="No such message" description="It is of another workspace, or was erased." />
      ) : message.error ? (
        <QueryFailed error={message.error} onRetry={() => void message.refetch()} />
      ) : (
        <Loading />
      )}
    </article>
  );
}

function Letter({ message }: { message: MessageDetail }) {
  const [view, setView] = useView();
  const { html, text } = message;
  const tabs = [
    ...(html === null
      ? []
      : [
          {
            value: "message",
            label: "Message",
            content: <MessagePreview key={message.id} message={message} html={html} />,
          },
        ]),
    ...(message.request === null
      ? []
      : message.channel === "push"
        ? [
            {
              value: "browsers",
              label: "Browsers",
              content: <PushedBrowsers request={message.request} captured={message.provider === "inbox"} />,
            },
          ]
        : [{ value: "request", label: "Request", content: <WebhookRequestView request={message.request} /> }]),
    ...(text === null ? [] : [{ value: "text", label: "Text", content: <PlainText text={text} /> }]),
    { value: "activity", label: "Activity", content: <MessageActivity message={message} /> },
    ...(html === null
      ? []
      : [
          { value: "headers", label: "Headers", content: <MessageHeaders message={message} /> },
          { value: "source", label: "Source", content: <MessageSource html={html} /> },
        ]),
  ];
  const shown = tabs.some(({ value }) => value === view) ? view : (tabs[0]?.value ?? "activity");
  return (
    <>
      <header className="flex flex-col gap-4">
        <h2 className="text-balance font-semibold text-xl tracking-tight">{subjectOf(message)}</h2>
        <MessageFacts message={message} />
        <MessageVerdict message={message} />
      </header>
      <Tabs
        label="Views of the message"
        value={shown}
        onValueChange={(next) => setView(next === tabs[0]?.value ? "" : next)}
        tabs={tabs}
      />
    </>
  );
}

function PlainText({ text }: { text: string }) {
  return (
    <pre className="overflow-x-auto whitespace-pre-wrap rounded-xl border border-border bg-card p-5 font-mono text-[0.8125rem] leading-relaxed [overflow-wrap:anywhere]">
      {text}
    </pre>
  );
}

function Loading() {
  return (
    <div className="flex flex-col gap-4">
      <span className="sr-only">Loading the message</span>
      <Skeleton className="h-7 w-2/3" />
      <Skeleton className="h-16 w-full max-w-xl" />
      <Skeleton className="h-[60vh] w-full" />
    </div>
  );
}
