"use client";

import { ShieldCheck } from "lucide-react";

/** Where the words go, and what goes along. Kept true by lib/commands/drafting/drafting-words.ts. */
export function WhatIsSent({ host, model }: { host: string; model: string }) {
  return (
    <section aria-label="What is sent" className="flex items-start gap-2.5 text-muted-foreground text-xs">
      <ShieldCheck className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <div className="flex min-w-0 flex-col gap-1">
        <p>
          Sent to <strong className="break-all font-medium text-foreground">{host}</strong> ({model}): your words, this
          journey’s steps and the mails it sends, and the names of events and their properties, attributes, segments,
          tags, mails, journeys and CRM connections.
        </p>
        <p>
          Never sent: data of any person, email addresses in the draft, and what webhooks send and to which address
          exactly. Your own words go as you type them.
        </p>
      </div>
    </section>
  );
}
