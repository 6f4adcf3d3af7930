"use client";

import { Ban, LogOut, TriangleAlert, Users } from "lucide-react";
import type { ReactNode } from "react";
import { useStore } from "zustand";
import { cn } from "@/components/ui/cn";
import { useCanvasEnvironment, useNodeCounts } from "./canvas-context";
import { countWords } from "./count-words";
import { lostPercent } from "./live/heat";
import { stepPartId } from "./step-part-id";
import type { PeopleAt } from "./store/canvas-store";

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/**
 * Live numbers of a step under its card: who waits here, who has passed, who was skipped, failed or left, who stands still. Each opens
 * the people and the reasons behind it. `inline`: in the flow of a list's row instead.
 */
export function StepCounts({ node, trigger, inline }: { node: string; trigger: boolean; inline?: boolean }) {
  const counts = useNodeCounts(node);
  const { counts: countsStore, store } = useCanvasEnvironment();
  const heat = useStore(countsStore, (state) => state.heat);
  const setOpen = (at: PeopleAt) => store.getState().set({ people: { node, at } });
  if (!counts || (counts.entered === 0 && counts.waiting === 0)) return null;
  const passed = Object.values(counts.left).reduce((sum, n) => sum + n, 0);
  const lost = counts.failed + counts.skipped + counts.dropped;
  const stuck = counts.stuck.reduce((sum, { people }) => sum + people, 0);
  const percent = heat ? lostPercent(counts) : 0;
  return (
    <span className={inline ? "mt-1 flex flex-wrap gap-1" : "-bottom-2.5 absolute left-3 z-1 flex gap-1"}>
      <span id={stepPartId("counts", node)} hidden>
        {countWords(counts, trigger)}
      </span>
      {counts.waiting > 0 ? (
        <Chip
          tone="bg-info-soft font-medium text-info-text"
          label={`${counts.waiting.toLocaleString("en")} waiting here: show them`}
          icon={<Users />}
          value={compact.format(counts.waiting)}
          onOpen={() => setOpen("waiting")}
        />
      ) : null}
      {passed > 0 || trigger ? (
        <Chip
          tone="bg-muted text-muted-foreground"
          label={trigger ? `${counts.entered} entered here: show them` : `${passed} have passed: show them`}
          icon={<LogOut />}
          value={compact.format(trigger ? Math.max(counts.entered, passed) : passed)}
          onOpen={() => setOpen("passed")}
        />
      ) : null}
      {lost > 0 ? (
        <Chip
          tone="bg-danger-soft text-danger-text"
          label={`${counts.skipped} skipped, ${counts.failed} failed, ${counts.dropped} left from here: show why`}
          icon={<Ban />}
          value={percent > 0 ? `−${percent} %` : compact.format(lost)}
          onOpen={() => setOpen("failed")}
        />
      ) : null}
      {stuck > 0 ? (
        <Chip
          tone="bg-danger text-danger-foreground"
          label={`${stuck} stand still here: show why`}
          icon={<TriangleAlert />}
          value={compact.format(stuck)}
          onOpen={() => setOpen("failed")}
        />
      ) : null}
    </span>
  );
}

type ChipProps = { label: string; icon: ReactNode; value: string; tone: string; onOpen: () => void };

function Chip({ label, icon, value, tone, onOpen }: ChipProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      title={label}
      aria-label={label}
      onClick={(event) => {
        event.stopPropagation();
        onOpen();
      }}
      className={cn(
        "nodrag inline-flex h-5 items-center gap-1 rounded-full px-2 text-[0.6875rem] tabular-nums ring-2 ring-card hover:brightness-95 [&_svg]:size-3",
        tone,
      )}
    >
      <span aria-hidden="true">{icon}</span>
      {/* Drawn, not text: the label says it in full, and the row around it is not named by bare numbers. */}
      <span aria-hidden="true" data-value={value} className="after:content-[attr(data-value)]" />
    </button>
  );
}
