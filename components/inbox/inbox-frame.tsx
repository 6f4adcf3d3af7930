"use client";

import { useParams } from "next/navigation";
import type { ReactNode } from "react";
import { useWorkspace } from "@/components/data/workspace-context";
import { cn } from "@/components/ui/cn";
import { MessageFilters } from "./message-filters";
import { MessageList } from "./message-list";
import { useInbox } from "./use-inbox";

/** The list at the left, the chosen message beside it; on a phone one or the other. */
export function InboxFrame({ children }: { children: ReactNode }) {
  const { mode } = useWorkspace();
  const { message } = useParams<{ message?: string }>();
  const inbox = useInbox();
  return (
    <div className="flex min-w-0 flex-1 lg:h-dvh lg:overflow-hidden">
      <div
        className={cn(
          "flex w-full min-w-0 flex-col border-border lg:w-[25rem] lg:shrink-0 lg:border-r xl:w-[27rem]",
          message && "max-lg:hidden",
        )}
      >
        <header className="flex flex-col gap-3 border-border border-b px-4 pt-5 pb-3 sm:px-6 lg:px-5">
          <div>
            <h1 className="font-semibold text-2xl tracking-tight">Inbox</h1>
            <p className="mt-0.5 text-muted-foreground text-[0.8125rem]">
              {mode === "sandbox"
                ? "Every message of this sandbox lands here and nowhere else."
                : "What your journeys sent, as each person got it."}
            </p>
          </div>
          <MessageFilters filters={inbox.filters} onChange={inbox.setFilter} />
        </header>
        <MessageList inbox={inbox} chosen={message} />
      </div>
      <div className={cn("flex min-w-0 flex-1 flex-col lg:overflow-y-auto", !message && "max-lg:hidden")}>
        {children}
      </div>
    </div>
  );
}
