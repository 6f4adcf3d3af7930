"use client";

import { TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { useCanvasEnvironment } from "@/components/canvas/canvas-context";
import { focusStep } from "@/components/canvas/edits/focus-step";
import { useUrlState } from "@/components/data/use-url-state";
import { Button } from "@/components/ui/button";
import { late } from "@/components/ui/late";
import { useStuck } from "./use-stuck";

const StuckSheet = late(() => import("./stuck-sheet").then((m) => m.StuckSheet));

type StuckButtonProps = {
  enabled: boolean;
  /** shows the drawing, where another view of the journey is open */
  onDraft: () => void;
};

/** In the header of a journey: how many stand still; opens what mends it. Nothing while nobody does. `?stuck=1` opens it. */
export function StuckButton({ enabled, onDraft }: StuckButtonProps) {
  const { journeyId, store, counts } = useCanvasEnvironment();
  const [asked, setAsked] = useUrlState("stuck");
  const [opened, setOpened] = useState(false);
  const groups = useStuck(journeyId, enabled);
  useEffect(() => {
    counts.getState().set({ stuck: Map.groupBy(groups, ({ node_id }) => node_id) });
  }, [counts, groups]);
  const stuck = groups.reduce((sum, { people }) => sum + people, 0);
  const open = opened || asked !== "";
  const close = () => {
    setOpened(false);
    if (asked !== "") setAsked("");
  };
  return (
    <>
      {stuck > 0 ? (
        <Button variant="ghost" size="sm" className="text-danger-text" onClick={() => setOpened(true)}>
          <TriangleAlert /> {stuck.toLocaleString("en")} stuck
        </Button>
      ) : null}
      {open ? (
        <StuckSheet
          journeyId={journeyId}
          groups={groups}
          onClose={close}
          onStep={(node) => {
            close();
            onDraft();
            focusStep(store, node);
          }}
          onPeople={(node, at) => {
            close();
            onDraft();
            store.getState().set({ people: { node, at } });
          }}
        />
      ) : null}
    </>
  );
}
