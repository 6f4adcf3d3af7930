"use client";

import Link from "next/link";
import { useState } from "react";
import { useWorkspace } from "@/components/data/workspace-context";
import { MailFrame } from "@/components/email-editor/mail-frame";
import { MailThumbnail } from "@/components/email-editor/thumbnail";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog } from "@/components/ui/dialog";
import { formatMoment } from "@/components/ui/format-moment";
import type { Moment } from "./moments";
import { replayedOf, type StoryMessage } from "./story";

type FilmstripProps = {
  messages: readonly StoryMessage[];
  moments: readonly Moment[];
  index: number;
  onIndex: (index: number) => void;
  timezone: string;
};

/** Every mail of the story, as the person gets it, dated in their zone. Those that lie ahead are faint; a click opens one and goes there. */
export function Filmstrip({ messages, moments, index, onIndex, timezone }: FilmstripProps) {
  const [shown, setShown] = useState<StoryMessage>();
  const momentOf = (message: StoryMessage) =>
    moments.findLastIndex(({ visit, kind }) => visit === message.visit && kind !== "happens");
  if (messages.length === 0) return null;
  return (
    <section aria-label="Messages" className="border-border border-t bg-card">
      <ul className="flex gap-3 overflow-x-auto p-3">
        {messages.map((message) => {
          const place = momentOf(message);
          return (
            <li key={`${message.visit} ${message.channel}`} className="shrink-0">
              <button
                type="button"
                aria-current={place === index ? "step" : undefined}
                onClick={() => {
                  if (place >= 0) onIndex(place);
                  setShown(message);
                }}
                className={cn(
                  "block w-40 overflow-hidden rounded-lg border border-border bg-background text-left hover:border-primary",
                  place > index && "border-dashed",
                  place === index && "border-primary ring-2 ring-primary/30",
                )}
              >
                <MailThumbnail
                  html={message.html || undefined}
                  className={cn("h-20 w-full", place > index && "opacity-40")}
                />
                <span className="block px-2 py-1.5">
                  <span className="block truncate font-medium text-xs">{titleOf(message)}</span>
                  <span className="block truncate text-[0.6875rem] text-muted-foreground tabular-nums">
                    {formatMoment(message.at, timezone)}
                  </span>
                  <span className="block truncate text-[0.6875rem] text-muted-foreground">{stateOf(message)}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {shown ? <ShownMail message={shown} timezone={timezone} onClose={() => setShown(undefined)} /> : null}
    </section>
  );
}

function ShownMail({ message, timezone, onClose }: { message: StoryMessage; timezone: string; onClose: () => void }) {
  const { slug } = useWorkspace();
  const replayed = replayedOf(message);
  const trouble = message.error ?? replayed?.status_reason;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={titleOf(message)}
      description={`${replayed ? stateOf(message) : "Would be sent"} · ${formatMoment(message.at, timezone)} (${timezone.replaceAll("_", " ")})${message.to ? ` · to ${message.to}` : ""}`}
      size="lg"
      footer={
        replayed ? (
          <Button asChild variant="outline">
            <Link href={`/w/${slug}/inbox/${replayed.message_id}`}>Open in the inbox</Link>
          </Button>
        ) : undefined
      }
    >
      {trouble ? <Alert tone="warning">{trouble}</Alert> : null}
      {message.request === undefined ? null : (
        <CodeBlock code={JSON.stringify(message.request, null, 2)} label="Copy request" />
      )}
      {message.html ? (
        <MailFrame
          html={message.html}
          title={titleOf(message)}
          width={600}
          grow
          className="rounded-lg border border-border"
        />
      ) : null}
    </Dialog>
  );
}

function titleOf(message: StoryMessage): string {
  if (message.channel === "webhook") return `Webhook to ${message.to ?? "nowhere"}`;
  if (message.channel === "crm") return `CRM contact ${message.to ?? "of nobody"}`;
  return message.subject || "(no subject yet)";
}

/** The furthest that became of it; of a walk, whether it would go out. */
function stateOf(message: StoryMessage): string {
  const replayed = replayedOf(message);
  if (!replayed) return message.error ? "would not be sent" : message.channel;
  const human = replayed.events.filter(({ machine }) => !machine).map(({ kind }) => kind);
  const furthest = ["unsubscribed", "complained", "bounced", "clicked", "opened"].find((kind) => human.includes(kind));
  return furthest ?? replayed.status;
}
