"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import { useJourneyActions } from "./use-journey-actions";

type ConsequenceDialogProps = { action: "pause" | "archive"; journey: JourneyResource; onClose: () => void };

/** What pausing or archiving does to the people inside, before it is done. */
export function ConsequenceDialog({ action, journey, onClose }: ConsequenceDialogProps) {
  const actions = useJourneyActions();
  const words = action === "pause" ? pauseWords(journey) : archiveWords(journey);
  const perform = () =>
    actions.mutate(
      { id: journey.id, action },
      {
        onSuccess: () => {
          toast.success(words.done);
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={words.title}
      footer={
        <>
          <Button variant="outline" onClick={onClose}>
            Leave it as it is
          </Button>
          <Button variant={action === "archive" ? "danger" : "primary"} loading={actions.isPending} onClick={perform}>
            {words.button}
          </Button>
        </>
      }
    >
      <ul className="list-disc space-y-1.5 pl-5">
        {words.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Dialog>
  );
}

const people = (n: number) => (n === 1 ? "1 person" : `${n.toLocaleString("en")} people`);

function pauseWords(journey: JourneyResource) {
  return {
    title: `Pause “${journey.name}”?`,
    button: "Pause",
    done: "Paused. Nobody moves until you resume.",
    lines: [
      "Nobody new enters while it is paused.",
      `${people(journey.totals.active)} inside stay where they are and are sent nothing.`,
      "Waits go on counting. Whoever’s time has passed by then moves on as soon as you resume.",
    ],
  };
}

function archiveWords(journey: JourneyResource) {
  return {
    title: `Archive “${journey.name}”?`,
    button: "Archive for good",
    done: "Archived",
    lines: [
      `${people(journey.totals.active)} inside leave the journey now and are sent nothing more.`,
      "Nobody enters again, and it cannot be published again. You can duplicate it.",
      "Reports and everybody’s history stay.",
    ],
  };
}
