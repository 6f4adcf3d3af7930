"use client";

import { useCanvas } from "@/components/canvas/canvas-context";
import { useUrlState } from "@/components/data/use-url-state";
import { Sheet } from "@/components/ui/sheet";
import { AllThreads } from "./all-threads";

/** On a phone the comments cover the screen. */
export function CommentsSheet() {
  const set = useCanvas((s) => s.set);
  const [linked, setLinked] = useUrlState("comments");
  const close = () => {
    set({ panel: "none" });
    setLinked("");
  };
  return (
    <Sheet open onOpenChange={(open) => (open ? undefined : close())} title="Comments" className="max-w-full">
      <div className="pt-3">
        <AllThreads linked={linked || undefined} onStep={close} />
      </div>
    </Sheet>
  );
}
