"use client";

import { Sparkles } from "lucide-react";
import { useDrafting } from "@/components/drafting/drafting-context";
import { useOffersDrafting } from "@/components/drafting/use-offers-drafting";
import { Button } from "@/components/ui/button";
import { NODE_HEIGHT, NODE_WIDTH } from "@/lib/engine/layout-graph";
import { useCanvasEnvironment } from "../canvas-context";
import { focusStep } from "../edits/focus-step";
import { insertStep } from "../edits/insert-step";
import { stepChoices } from "../palette/step-choices";
import { StepIcon } from "../step-icon";
import { useDroppedSteps } from "./use-dropped-steps";

/** The empty canvas: one question with its answers. A step of the list that is dropped here is the first one. */
export function FirstStep() {
  const { store, editable } = useCanvasEnvironment();
  const dropArea = useDroppedSteps(() => ({ x: NODE_WIDTH / 2, y: NODE_HEIGHT / 2 }));
  const choices = stepChoices("trigger").flatMap((group) => group.choices);
  if (!editable) {
    return <p className="m-auto text-muted-foreground">This journey has no steps.</p>;
  }
  return (
    <section
      ref={dropArea}
      aria-label="First step"
      className="flex min-h-0 flex-1 items-center justify-center overflow-y-auto p-6"
    >
      <div className="w-full max-w-2xl">
        <h2 className="text-center font-semibold text-xl tracking-tight">What starts this journey?</h2>
        <p className="mt-1 text-center text-muted-foreground">You can add further ways to start later.</p>
        <DescribeFirst />
        <ul className="mt-6 grid gap-3 sm:grid-cols-2">
          {choices.map((choice) => (
            <li key={choice.type}>
              <button
                type="button"
                onClick={() => {
                  insertStep(store, { kind: "trigger" }, choice.type);
                  const added = store.getState().focused;
                  if (added) focusStep(store, added);
                }}
                className="flex h-full w-full items-start gap-3 rounded-xl border border-border bg-card p-4 text-left shadow-xs transition-[border-color,box-shadow] hover:border-primary hover:shadow-md"
              >
                <StepIcon icon={choice.icon} category={choice.category} />
                <span>
                  <span className="block font-medium">{choice.label}</span>
                  <span className="block text-muted-foreground text-xs">{choice.description}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** Instead of step by step: say what the journey is to do. */
function DescribeFirst() {
  const { open } = useDrafting();
  if (!useOffersDrafting()) return null;
  return (
    <p className="mt-4 flex justify-center">
      <Button variant="outline" onClick={open}>
        <Sparkles /> Describe it…
      </Button>
    </p>
  );
}
