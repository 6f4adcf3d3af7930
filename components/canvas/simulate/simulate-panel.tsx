"use client";

import { X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { useCanvas } from "../canvas-context";
import { SimulateForm } from "./simulate-form";

/** Walks one person through the draft without doing anything: the path lights up on the canvas. */
export function SimulatePanel() {
  const set = useCanvas((s) => s.set);
  return (
    <aside aria-label="Simulate" className="flex w-96 shrink-0 flex-col border-border border-l bg-card">
      <header className="flex items-center justify-between border-border border-b px-4 py-3">
        <h2 className="font-semibold text-sm">Simulate</h2>
        <IconButton
          label="Close the simulation"
          size="icon-xs"
          onClick={() => set({ panel: "none", trail: undefined })}
        >
          <X />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto p-4">
        <SimulateForm />
      </div>
    </aside>
  );
}
