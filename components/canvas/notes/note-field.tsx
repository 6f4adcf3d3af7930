"use client";

import { useId } from "react";
import { Textarea } from "@/components/ui/textarea";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import { noteStep } from "../edits/note-step";

const CHARACTERS_MAX = 2_000;

/** What the people who build this journey want to remember of a step. It is part of the versions and never sent to anybody. */
export function NoteField({ node }: { node: string }) {
  const { store } = useCanvasEnvironment();
  const text = useCanvas((s) => s.history.present.graph.notes?.find((note) => note.node === node)?.text ?? "");
  const id = useId();
  return (
    <div data-note className="flex flex-col gap-1.5 border-border border-t pt-4">
      <label htmlFor={id} className="font-medium text-[0.8125rem]">
        Note
      </label>
      <Textarea
        id={id}
        rows={2}
        maxLength={CHARACTERS_MAX}
        placeholder="Why this step is here, what to ask whom… Nobody inside the journey sees it."
        value={text}
        onChange={(event) => noteStep(store, node, event.currentTarget.value)}
      />
    </div>
  );
}
