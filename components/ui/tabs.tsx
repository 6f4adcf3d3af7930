"use client";

import * as RadixTabs from "radix-ui/tabs";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type TabsProps = {
  value: string;
  onValueChange: (value: string) => void;
  tabs: readonly { value: string; label: ReactNode; content: ReactNode }[];
  /** names the set of tabs */
  label: string;
  className?: string;
};

/** Views of the same thing; only the chosen one is in the document. */
export function Tabs({ value, onValueChange, tabs, label, className }: TabsProps) {
  return (
    <RadixTabs.Root value={value} onValueChange={onValueChange} className={cn("flex flex-col gap-5", className)}>
      <RadixTabs.List
        aria-label={label}
        className="flex gap-5 overflow-x-auto shadow-[inset_0_-1px_0_var(--color-border)]"
      >
        {tabs.map((tab) => (
          <RadixTabs.Trigger
            key={tab.value}
            value={tab.value}
            className="inline-flex shrink-0 items-center gap-2 border-transparent border-b-2 px-0.5 pb-2.5 font-medium text-muted-foreground text-sm -outline-offset-2 hover:text-foreground data-[state=active]:border-primary data-[state=active]:text-foreground"
          >
            {tab.label}
          </RadixTabs.Trigger>
        ))}
      </RadixTabs.List>
      {tabs.map((tab) => (
        <RadixTabs.Content key={tab.value} value={tab.value} className="outline-offset-4">
          {tab.content}
        </RadixTabs.Content>
      ))}
    </RadixTabs.Root>
  );
}
