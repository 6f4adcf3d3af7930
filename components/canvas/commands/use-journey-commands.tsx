"use client";

import {
  CircleDot,
  Footprints,
  LayoutList,
  MessageSquare,
  PanelLeft,
  Plus,
  Redo2,
  Search,
  Sparkles,
  TriangleAlert,
  Undo2,
  Wand2,
  Workflow,
} from "lucide-react";
import { toggleAllComments } from "@/components/comments/open-comments";
import { useOffersDrafting } from "@/components/drafting/use-offers-drafting";
import type { PageCommand } from "@/components/shell/page-commands";
import { usePageCommands } from "@/components/shell/page-commands";
import { useCanvasEnvironment } from "../canvas-context";
import { focusStep } from "../edits/focus-step";
import { tidySteps } from "../edits/move-step";
import { openPickerBeside } from "../edits/open-picker-beside";
import { undoOrRedo } from "../keyboard/use-canvas-keys";
import { findSteps } from "../search/find-steps";
import { useJourneyView } from "../view/journey-view";

const STEPS_MAX = 12;

/**
 * Offers the steps and actions of the open journey in the command palette. `show` brings the canvas (or outline) into view, `describe` asks for a draft
 * in words.
 */
export function useJourneyCommands(show: () => void, describe: () => void): void {
  const { store, editable } = useCanvasEnvironment();
  const { views } = useJourneyView();
  const onCanvas = (run: () => void) => () => {
    show();
    run();
  };
  const set = store.getState().set;
  const offersDrafting = useOffersDrafting();

  usePageCommands({
    heading: "Steps of this journey",
    find: (text): PageCommand[] => {
      if (text === "") return [];
      const notes = new Map(store.getState().history.present.graph.notes?.map(({ node, text: note }) => [node, note]));
      return findSteps(views.values(), notes, text)
        .slice(0, STEPS_MAX)
        .map((view) => ({
          id: `step ${view.id}`,
          label: view.summary,
          hint: `${view.place}. ${view.label}`,
          icon: <CircleDot aria-hidden="true" />,
          keywords: [text, view.label],
          run: onCanvas(() => focusStep(store, view.id)),
        }));
    },
  });

  usePageCommands({
    heading: "This journey",
    find: (): PageCommand[] => {
      const { history, outline, panel } = store.getState();
      const past = history.past.at(-1)?.label;
      const future = history.future[0]?.label;
      const command = (
        label: string,
        icon: React.ReactNode,
        run: () => void,
        keywords: string[] = [],
      ): PageCommand => ({
        id: `journey ${label}`,
        label,
        icon,
        keywords,
        run: onCanvas(run),
      });
      const edits = [
        ...(past ? [command(`Undo: ${past}`, <Undo2 aria-hidden="true" />, () => undoOrRedo(store, "undo"))] : []),
        ...(future ? [command(`Redo: ${future}`, <Redo2 aria-hidden="true" />, () => undoOrRedo(store, "redo"))] : []),
        command(
          "Add a step by itself, unconnected",
          <Plus aria-hidden="true" />,
          () => openPickerBeside(store, "alone"),
          ["place", "free", "loose"],
        ),
        command("Steps to drag", <PanelLeft aria-hidden="true" />, () => set({ panel: "palette" }), ["palette", "add"]),
        ...(history.present.graph.nodes.some((node) => node.position)
          ? [command("Tidy up", <Wand2 aria-hidden="true" />, () => tidySteps(store), ["layout"])]
          : []),
      ];
      return [
        command("Find a step", <Search aria-hidden="true" />, () => set({ searching: true }), ["search"]),
        outline
          ? command("Show the canvas", <Workflow aria-hidden="true" />, () => set({ outline: false }))
          : command("Show as a list", <LayoutList aria-hidden="true" />, () => set({ outline: true }), ["outline"]),
        command("Problems", <TriangleAlert aria-hidden="true" />, () => {
          store.getState().closeInspector();
          set({ panel: panel === "problems" ? "none" : "problems" });
        }),
        command("Comments", <MessageSquare aria-hidden="true" />, () => toggleAllComments(store), [
          "threads",
          "review",
        ]),
        command("Walk as a person", <Footprints aria-hidden="true" />, () => set({ panel: "walk" }), [
          "simulate",
          "test",
        ]),
        ...(editable ? edits : []),
        ...(editable && offersDrafting
          ? [command("Describe it…", <Sparkles aria-hidden="true" />, describe, ["draft", "sentence", "words", "ai"])]
          : []),
      ];
    },
  });
}
