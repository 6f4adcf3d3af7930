"use client";

import { Ban, LogOut, Users } from "lucide-react";
import { useState } from "react";
import { Tooltip } from "@/components/ui/tooltip";
import { useNodeCounts } from "./canvas-context";
import { PeopleAtStep } from "./people/people-at-step";

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** Live numbers of a step under its card: who waits here (opens the list), who has passed, who was skipped or failed. */
export function StepCounts({ node, trigger }: { node: string; trigger: boolean }) {
  const counts = useNodeCounts(node);
  const [open, setOpen] = useState(false);
  if (!counts || (counts.entered === 0 && counts.waiting === 0)) return null;
  const passed = Object.values(counts.left).reduce((sum, n) => sum + n, 0);
  const dropped = counts.failed + counts.skipped;
  return (
    <span className="-bottom-2.5 absolute left-3 z-1 flex gap-1">
      {counts.waiting > 0 ? (
        <Tooltip content={`${counts.waiting.toLocaleString("en")} waiting here. Click to see who.`}>
          <button
            type="button"
            tabIndex={-1}
            className="nodrag inline-flex h-5 items-center gap-1 rounded-full bg-info-soft px-2 font-medium text-[0.6875rem] text-info-text tabular-nums ring-2 ring-card hover:brightness-95"
            aria-label={`${counts.waiting} people wait here; show them`}
            onClick={() => setOpen(true)}
          >
            <Users className="size-3" aria-hidden="true" />
            {compact.format(counts.waiting)}
          </button>
        </Tooltip>
      ) : null}
      {passed > 0 || trigger ? (
        <Chip
          label={trigger ? `${counts.entered} entered here` : `${passed} have passed`}
          icon={<LogOut className="size-3" aria-hidden="true" />}
          value={trigger ? Math.max(counts.entered, passed) : passed}
        />
      ) : null}
      {dropped > 0 ? (
        <Chip
          danger
          label={`${counts.skipped} skipped, ${counts.failed} failed`}
          icon={<Ban className="size-3" aria-hidden="true" />}
          value={dropped}
        />
      ) : null}
      {open ? <PeopleAtStep node={node} onClose={() => setOpen(false)} /> : null}
    </span>
  );
}

function Chip(props: { label: string; icon: React.ReactNode; value: number; danger?: boolean }) {
  return (
    <span
      title={props.label}
      className={
        props.danger
          ? "inline-flex h-5 items-center gap-1 rounded-full bg-danger-soft px-2 text-[0.6875rem] text-danger-text tabular-nums ring-2 ring-card"
          : "inline-flex h-5 items-center gap-1 rounded-full bg-muted px-2 text-[0.6875rem] text-muted-foreground tabular-nums ring-2 ring-card"
      }
    >
      {props.icon}
      <span className="sr-only">{props.label}</span>
      <span aria-hidden="true">{compact.format(props.value)}</span>
    </span>
  );
}
