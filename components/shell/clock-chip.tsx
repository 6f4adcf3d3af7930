"use client";

import { Clock } from "lucide-react";
import { useState } from "react";
import { useClock } from "@/components/data/use-clock";
import { useMoveClock } from "@/components/data/use-move-clock";
import { useWorkspace } from "@/components/data/workspace-context";
import { cn } from "@/components/ui/cn";
import { formatMoment } from "@/components/ui/format-moment";
import { late } from "@/components/ui/late";
import { Popover } from "@/components/ui/popover";
import { Spinner } from "@/components/ui/spinner";

/** Asked for by a hand, so its form comes with the first touch. */
const MoveClock = late(() => import("./move-clock").then((m) => m.MoveClock));

/** The sandbox's time, and the way to move it. Nothing in a live workspace, whose time is everybody's. */
export function ClockChip({ collapsed, compact }: { collapsed?: boolean; compact?: boolean }) {
  const { mode, timezone } = useWorkspace();
  const now = useClock();
  const move = useMoveClock();
  const [open, setOpen] = useState(false);
  if (mode !== "sandbox") return null;
  const moment = now === undefined ? "…" : formatMoment(now, timezone);
  const icon = move.isPending ? (
    <Spinner label="Moving the clock" />
  ) : (
    <Clock className="size-4 shrink-0" aria-hidden="true" />
  );
  return (
    <Popover
      label="Move the sandbox clock"
      open={open}
      onOpenChange={setOpen}
      side={compact ? "bottom" : "right"}
      align="end"
      className="w-80"
      trigger={
        <button
          type="button"
          aria-label={collapsed ? `${moment}, Sandbox · Move clock` : undefined}
          className={cn(
            "flex items-center gap-2.5 rounded-lg border border-warning/40 bg-warning-soft text-left text-warning-text transition-colors hover:border-warning",
            compact ? "h-8 px-2.5" : "mb-2 px-2.5 py-2",
            collapsed && "size-10 justify-center self-center p-0",
          )}
        >
          {icon}
          {collapsed ? null : <ChipText moment={moment} compact={compact ?? false} />}
        </button>
      }
    >
      <MoveClock
        now={now}
        moving={move.isPending}
        onMove={(wanted) => {
          move.mutate(wanted);
          setOpen(false);
        }}
      />
    </Popover>
  );
}

function ChipText({ moment, compact }: { moment: string; compact: boolean }) {
  if (compact)
    return (
      <span className="font-medium text-xs tabular-nums">
        {moment}
        <span className="sr-only"> Sandbox · Move clock</span>
      </span>
    );
  return (
    <span className="flex min-w-0 flex-1 flex-col leading-tight">
      <span className="truncate font-medium text-[0.8125rem] tabular-nums">{moment}</span>
      <span className="text-xs">Sandbox · Move clock</span>
    </span>
  );
}
