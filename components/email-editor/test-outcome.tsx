"use client";

import Link from "next/link";
import { useResource } from "@/components/data/use-resource";
import { useWorkspace } from "@/components/data/workspace-context";
import { Badge } from "@/components/ui/badge";
import type { MessageDetail } from "@/lib/api/schemas/message";
import { describeSendReason } from "@/lib/journey/send-reason";

const POLL_MS = 1_000;
const isUnderWay = (status: string | undefined) => status === undefined || status === "queued" || status === "sending";

/** Where each test is: on its way, delivered, or why not. */
export function TestOutcome({ messages }: { messages: { id: string; to: string }[] }) {
  const { mode, slug } = useWorkspace();
  return (
    <div className="flex flex-col gap-2 text-sm" aria-live="polite">
      {messages.map((message) => (
        <OneTest key={message.id} {...message} />
      ))}
      {mode === "sandbox" ? (
        <Link
          href={`/w/${slug}/inbox/${messages[0]?.id ?? ""}`}
          className="font-medium text-primary-text underline underline-offset-2"
        >
          Read it in the Inbox
        </Link>
      ) : null}
    </div>
  );
}

type Outcome = { words: string; tone: "neutral" | "success" | "warning" | "danger" };

/** In a sandbox the Inbox has it; elsewhere all that is known is that the provider took it. */
function outcomeOf(status: string | undefined, mode: string): Outcome {
  if (isUnderWay(status)) return { words: "On its way", tone: "neutral" };
  if (status === "sent") return { words: mode === "sandbox" ? "Delivered" : "Sent", tone: "success" };
  return status === "uncertain" ? { words: "Unknown", tone: "warning" } : { words: "Failed", tone: "danger" };
}

function OneTest({ id, to }: { id: string; to: string }) {
  const { mode } = useWorkspace();
  const message = useResource<MessageDetail>("message", `/messages/${id}`, {
    refetchMs: (data) => (isUnderWay(data?.status) ? POLL_MS : false),
  });
  const { status, reason } = message.data ?? {};
  const { words, tone } = outcomeOf(status, mode);
  const why = reason ? describeSendReason(reason) : undefined;
  return (
    <p className="flex items-center gap-2">
      <Badge tone={tone}>{words}</Badge>
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {to}
        {why ? `: ${[why.sentence, why.detail].filter(Boolean).join(" ")}` : ""}
      </span>
    </p>
  );
}
