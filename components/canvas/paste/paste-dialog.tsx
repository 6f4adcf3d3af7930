"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import { pasteFragment } from "../edits/paste-steps";

/** What was pasted and does not fit as it is: every problem by name, before anything changes. */
export function PasteDialog() {
  const { store } = useCanvasEnvironment();
  const pasting = useCanvas((s) => s.pasting);
  const set = useCanvas((s) => s.set);
  if (!pasting) return null;
  const close = () => set({ pasting: undefined });
  const steps = pasting.ok ? pasting.fragment.nodes.length : 0;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : close())}
      title={pasting.ok ? "Not everything fits in here" : "This cannot be pasted"}
      description={
        pasting.ok
          ? "Nothing has changed yet. You can paste it and mend these afterwards; until then the problems list keeps them."
          : `${pasting.reason} Nothing has changed, and what you copied is still on the clipboard.`
      }
      footer={
        pasting.ok ? (
          <>
            <Button variant="outline" onClick={close}>
              Leave it
            </Button>
            <Button onClick={() => pasteFragment(store, pasting.fragment)}>
              {steps === 1 ? "Paste the step" : `Paste ${steps} steps`}
            </Button>
          </>
        ) : (
          <Button onClick={close}>Close</Button>
        )
      }
    >
      {pasting.problems.length > 0 ? (
        <ul className="list-disc space-y-1 pl-5 text-sm">
          {pasting.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      ) : null}
    </Dialog>
  );
}
