"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";

type FieldGroupProps = {
  label: string;
  /** how many of its settings say something */
  set: number;
  /** a problem lies inside, or somebody asked for one of its fields: it shows itself */
  wanted: boolean;
  children: ReactNode;
};

/** Settings that few need, folded up under one line that says how many are in use. */
export function FieldGroup({ label, set, wanted, children }: FieldGroupProps) {
  const [open, setOpen] = useState(false);
  return (
    <details
      open={open || wanted}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="group border-border border-t pt-4"
    >
      <summary className="flex cursor-pointer list-none items-center gap-1.5 rounded-md font-medium text-[0.8125rem]">
        <ChevronRight className="size-4 text-muted-foreground group-open:rotate-90" aria-hidden="true" />
        {label}
        {set > 0 ? <span className="font-normal text-muted-foreground text-xs">{set} set</span> : null}
      </summary>
      <div className="flex flex-col gap-5 pt-4">{children}</div>
    </details>
  );
}
