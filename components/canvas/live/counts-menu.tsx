"use client";

import { Activity } from "lucide-react";
import { useStore } from "zustand";
import { rangeLabels } from "@/components/journey-report/report-ranges";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { late } from "@/components/ui/late";
import { Popover } from "@/components/ui/popover";
import { useCanvasEnvironment } from "../canvas-context";
import type { LiveState } from "./follow-journey";

const CountsForm = late(() => import("./counts-form").then((m) => m.CountsForm));

const words: Record<LiveState, { name: string; help: string; dot: string }> = {
  live: { name: "Live", help: "The numbers change as people move.", dot: "bg-success" },
  polling: {
    name: "Every 4 s",
    help: "The live connection does not come through, so we ask every few seconds.",
    dot: "bg-warning",
  },
  offline: {
    name: "Offline",
    help: "No connection. The numbers are the last we heard; we keep trying.",
    dot: "bg-danger",
  },
};

/** How fresh the numbers are, what they count, and whether they colour the drawing. */
export function CountsMenu() {
  const { counts } = useCanvasEnvironment();
  const state = useStore(counts, (s) => s.state);
  const version = useStore(counts, (s) => s.version);
  const choice = useStore(counts, (s) => s.choice);
  if (state === undefined || version === null) return null;
  const { name, help, dot } = words[state];
  const narrowed = choice.range !== "all" || choice.version !== "live";
  const shown = [
    ...(choice.version !== "live" ? [`v${choice.version}`] : []),
    ...(choice.range !== "all" ? [rangeLabels[choice.range]] : []),
  ].join(" ");
  return (
    <Popover
      label="Numbers on the canvas"
      side="top"
      align="start"
      className="w-84"
      trigger={
        <Button variant="ghost" size="xs" aria-label={narrowed ? `Numbers: ${shown}, ${name}` : `Numbers: ${name}`}>
          <span aria-hidden="true" className={cn("size-2 rounded-full", dot)} />
          {narrowed ? <Activity aria-hidden="true" /> : null}
          {narrowed ? shown : name}
        </Button>
      }
    >
      <CountsForm help={help} />
    </Popover>
  );
}
