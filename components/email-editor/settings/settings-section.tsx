"use client";

import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** One topic of the mail's settings, closed until it is wanted; `state` says in a word where it stands. */
export function SettingsSection({
  title,
  state,
  open = false,
  children,
}: {
  title: string;
  state?: string | undefined;
  open?: boolean;
  children: ReactNode;
}) {
  return (
    <details open={open} className="group border-border border-t pt-3">
      <summary className="flex cursor-pointer list-none items-center gap-1.5 rounded-md py-1 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          className="size-4 text-muted-foreground transition-transform group-open:rotate-90"
          aria-hidden="true"
        />
        <h3 className="font-medium text-[0.8125rem]">{title}</h3>
        {state ? <span className="ml-auto truncate text-muted-foreground text-xs">{state}</span> : null}
      </summary>
      <div className="flex flex-col gap-4 pt-3">{children}</div>
    </details>
  );
}
