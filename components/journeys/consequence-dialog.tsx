"use client";

import { peopleWords } from "@/components/journey-versions/people-words";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import type { JourneyTimers } from "@/lib/api/schemas/journey-versions";
import { useJourneyActions } from "./use-journey-actions";
import { useJourneyTimers } from "./use-journey-timers";

type ConsequenceDialogProps = { action: keyof typeof wordsOf; journey: JourneyResource; onClose: () => void };

/** What pausing, finishing or archiving does to the people inside, before it is done. */
export function ConsequenceDialog({ action, journey, onClose }: ConsequenceDialogProps) {
  const actions = useJourneyActions();
  const timers = useJourneyTimers(journey.id);
  const words = wordsOf[action](journey, timers.data);
  const perform = () => actions.mutate({ id: journey.id, action, said: () => words.done }, { onSuccess: onClose });
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

function pauseWords(journey: JourneyResource, timers: JourneyTimers | undefined) {
  const inside = timers?.people ?? journey.totals.active;
  const due = timers
    ? `Timers run out for ${peopleWords(timers.due_within.hour)} within an hour, ${timers.due_within.day.toLocaleString("en")} within a day and ${timers.due_within.week.toLocaleString("en")} within a week. They are held.`
    : "Whoever’s time is up meanwhile is held.";
  return {
    title: `Pause “${journey.name}”?`,
    button: "Pause",
    done: "Paused. Nobody moves until you resume.",
    lines: [
      "Nobody new enters while it is paused.",
      `${peopleWords(inside)} inside stay where they are and are sent nothing${timers && timers.unsent > 0 ? `; ${timers.unsent.toLocaleString("en")} mails that are ready wait too` : ""}.`,
      due,
      "When you resume you choose: as if it had never been paused, every timer shifted, late people spread over a while, or let go.",
    ],
  };
}

function archiveWords(journey: JourneyResource, timers: JourneyTimers | undefined) {
  const inside = timers?.people ?? journey.totals.active;
  const unsent = timers?.unsent ?? 0;
  return {
    title: `Archive “${journey.name}”?`,
    button: "Archive for good",
    done: "Archived",
    lines: [
      inside === 0
        ? "Nobody is inside."
        : `${peopleWords(inside)} inside leave the journey now, wherever they stand (“journey archived”).`,
      unsent === 0
        ? "No mail is waiting to go out."
        : `${unsent.toLocaleString("en")} ${unsent === 1 ? "mail or call that has" : "mails or calls that have"} not gone out yet will not be sent.`,
      "Nobody enters again, and it cannot be published again. You can duplicate it.",
      "Reports and everybody’s history stay. Once nobody is inside it can be deleted; then its reports are gone.",
    ],
  };
}

function finishWords(journey: JourneyResource, timers: JourneyTimers | undefined) {
  const inside = timers?.people ?? journey.totals.active;
  return {
    title: `Finish “${journey.name}”?`,
    button: "Finish",
    done: "Finished. Nobody enters any more.",
    lines: [
      "Nobody new enters, whatever they do.",
      inside === 0
        ? "Nobody is inside."
        : `${peopleWords(inside)} inside go on to their end and are sent everything that is still to come.`,
      "Publish it again to open it again. Silence and patterns are counted afresh from then on.",
    ],
  };
}

const wordsOf = { pause: pauseWords, finish: finishWords, archive: archiveWords };
