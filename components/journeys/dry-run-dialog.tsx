"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import { useJourneyActions } from "./use-journey-actions";

/** What a dry run does, in the words that are used wherever one is offered. */
const dryRunLines = [
  "People enter, wait and are sorted as always, and every mail is written for its person.",
  "No mail is handed to the provider and no webhook is called: they are kept under Inbox as “skipped: dry run”.",
  "Attributes, tags and segments of people stay as they are, so a later condition on one that the journey sets sees the old value.",
];

/** Begins a dry run of a live journey, or ends it with a choice for the people inside. */
export function DryRunDialog({ journey, onClose }: { journey: JourneyResource; onClose: () => void }) {
  const actions = useJourneyActions();
  const ending = journey.dry_run_since !== null;
  const [people, setPeople] = useState("leave");
  const perform = () =>
    actions.mutate(
      {
        id: journey.id,
        action: "dry-run",
        body: ending ? { on: false, people } : { on: true },
        said: () => (ending ? "From now on mails are sent" : "In a dry run: nothing is sent from now on"),
      },
      { onSuccess: onClose },
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={ending ? `End the dry run of “${journey.name}”?` : `Dry run of “${journey.name}”`}
      footer={
        <>
          <Button variant="outline" onClick={onClose}>
            Leave it as it is
          </Button>
          <Button loading={actions.isPending} onClick={perform}>
            {ending ? "End it and send for real" : "Start the dry run"}
          </Button>
        </>
      }
    >
      {ending ? (
        <div className="flex flex-col gap-3">
          <p>Whoever entered during the dry run …</p>
          <RadioGroup
            aria-label="Whoever entered during the dry run"
            value={people}
            onValueChange={setPeople}
            options={[
              {
                value: "leave",
                label: "leaves, and may enter again",
                help: "They are never written to for this run. Whoever was inside before the dry run goes on.",
              },
              {
                value: "continue",
                label: "goes on for real",
                help: "Their next mails are sent. What was skipped so far is not made up for.",
              },
            ]}
          />
        </div>
      ) : (
        <ul className="list-disc space-y-1.5 pl-5">
          {dryRunLines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
