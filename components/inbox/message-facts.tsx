"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useWorkspace } from "@/components/data/workspace-context";
import { formatMoment } from "@/components/ui/format-moment";
import { StatusBadge } from "@/components/ui/status-badge";
import type { MessageDetail } from "@/lib/api/schemas/message";
import { messageSource, messageState } from "./message-state";

const linkClasses = "font-medium text-primary-text underline-offset-4 hover:underline";

/** To whom, from whom, when, and the step that sent it. */
export function MessageFacts({ message }: { message: MessageDetail }) {
  const { slug, timezone } = useWorkspace();
  const { external_id: externalId, journey_id: journeyId, node_id: nodeId } = message;
  const at = message.sent_at ?? message.created_at;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm">
      <Fact name="To">
        {message.to === externalId ? null : (message.to ?? "nobody")}
        {externalId === null ? null : (
          <>
            {" "}
            <Link href={`/w/${slug}/people/${encodeURIComponent(externalId)}`} className={linkClasses}>
              {externalId}
            </Link>
          </>
        )}
      </Fact>
      {message.from ? <Fact name="From">{message.from}</Fact> : null}
      <Fact name={message.sent_at ? "Sent" : "Decided"}>
        <time dateTime={at}>{formatMoment(at, timezone)}</time>{" "}
        <span className="text-muted-foreground">{timezone}</span>
        {message.attempts > 1 ? <span className="text-muted-foreground">, attempt {message.attempts}</span> : null}
      </Fact>
      <Fact name="Journey">
        {journeyId === null ? (
          messageSource(message)
        ) : (
          <>
            <Link
              href={`/w/${slug}/journeys/${journeyId}${nodeId ? `?node=${encodeURIComponent(nodeId)}` : ""}`}
              className={linkClasses}
            >
              {message.journey_name}
            </Link>
            <span className="text-muted-foreground">
              {" "}
              version {message.version}, step {nodeId}
            </span>
          </>
        )}
      </Fact>
      <Fact name="Status">
        <StatusBadge status={messageState(message)} />
        {message.provider && message.attempts > 0 && message.status !== "skipped" ? (
          <span className="ml-2 text-muted-foreground text-xs">by {providerName(message.provider)}</span>
        ) : null}
      </Fact>
    </dl>
  );
}

function providerName(provider: string): string {
  return (
    {
      inbox: "the Inbox",
      smtp: "SMTP",
      resend: "Resend",
      webhook: "webhook",
      webpush: "Web Push",
      hubspot: "HubSpot",
      salesforce: "Salesforce",
    }[provider] ?? provider
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </>
  );
}
