"use client";

import Link from "next/link";
import { useResource } from "@/components/data/use-resource";
import { useWorkspace } from "@/components/data/workspace-context";
import { Badge } from "@/components/ui/badge";
import type { MessageDetail } from "@/lib/api/schemas/message";

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

function OneTest({ id, to }: { id: string; to: string }) {
  const message = useResource<MessageDetail>("message", `/messages/${id}`, {
    refetchMs: (data) => (isUnderWay(data?.status) ? POLL_MS : false),
  });
  const { status, reason } = message.data ?? {};
  const delivered = status === "sent";
  return (
    <p className="flex items-center gap-2">
      <Badge tone={isUnderWay(status) ? "neutral" : delivered ? "success" : "danger"}>
        {isUnderWay(status) ? "On its way" : delivered ? "Delivered" : "Failed"}
      </Badge>
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {to}
        {reason ? `: ${reason}` : ""}
      </span>
    </p>
  );
}
