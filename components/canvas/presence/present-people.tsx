"use client";

import { Avatar } from "@/components/ui/avatar";
import { Tooltip } from "@/components/ui/tooltip";
import { useCanvasEnvironment } from "../canvas-context";
import { focusStep } from "../edits/focus-step";
import { useJourneyView } from "../view/journey-view";
import { useOthers } from "./use-others";

const SHOWN_MAX = 3;

/** Who else has this journey open; a click goes to the step that they are at. */
export function PresentPeople() {
  const { store } = useCanvasEnvironment();
  const { views } = useJourneyView();
  const others = useOthers() ?? [];
  if (others.length === 0) return null;
  return (
    <ul aria-label="Also here" className="-space-x-1.5 flex">
      {others.slice(0, SHOWN_MAX).map(({ client, name, node }) => {
        const step = node === null ? undefined : views.get(node);
        const text = step ? `${name} is at “${step.summary}”` : `${name} has this journey open too`;
        return (
          <li key={client}>
            <Tooltip content={text} named>
              <button
                type="button"
                aria-label={text}
                onClick={() => (step ? focusStep(store, step.id) : undefined)}
                className="rounded-full"
              >
                <Avatar name={name} className="size-7 ring-2 ring-background" />
              </button>
            </Tooltip>
          </li>
        );
      })}
      {others.length > SHOWN_MAX ? (
        <li className="inline-flex size-7 items-center justify-center rounded-full bg-muted text-[0.6875rem] ring-2 ring-background">
          <span className="sr-only">and </span>+{others.length - SHOWN_MAX}
        </li>
      ) : null}
    </ul>
  );
}
