"use client";

import type { KeyboardEvent } from "react";
import { toast } from "@/components/ui/toast";
import { useCanvasEnvironment } from "../canvas-context";
import { deleteStep } from "../edits/delete-step";
import { duplicateStep } from "../edits/duplicate-step";
import { focusStep } from "../edits/focus-step";
import { openPickerAfter } from "../edits/open-picker-after";
import { nextFocus } from "../flow/next-focus";
import type { CanvasStore } from "../store/canvas-store";
import type { JourneyView } from "../view/journey-view";
import { useJourneyView } from "../view/journey-view";
import { readingOrder } from "../view/step-views";
import { type CanvasKey, type EditKey, readKey } from "./shortcuts";

/** Handles the keys of the canvas. What is typed into a field is the field's. */
export function useCanvasKeys(fitAll: () => void): (event: KeyboardEvent) => void {
  const { store, editable } = useCanvasEnvironment();
  const view = useJourneyView();
  return (event) => {
    if (event.defaultPrevented || isTyping(event.target)) return;
    const key = readKey(event);
    if (!key) return;
    if (performKey(key, store, view, editable, fitAll)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
}

/** Undo and redo with a word about what was undone. */
export function undoOrRedo(store: CanvasStore, which: "undo" | "redo"): void {
  const label = store.getState()[which]();
  const done = which === "undo" ? "Undid" : "Redid";
  toast.message(label === undefined ? `Nothing to ${which}` : `${done}: ${label}`, { id: "undo", durationMs: 2_000 });
}

function isTyping(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName))
  );
}

/** Answers whether the key meant something here. */
function performKey(
  key: CanvasKey,
  store: CanvasStore,
  { scene, views }: JourneyView,
  editable: boolean,
  fitAll: () => void,
): boolean {
  const state = store.getState();
  const focused = state.focused ?? readingOrder(state.history.present.graph)[0]?.id;
  const view = focused === undefined ? undefined : views.get(focused);
  switch (key.kind) {
    case "help":
      state.set({ help: true });
      return true;
    case "fit":
      fitAll();
      return true;
    case "close":
      if (state.moving !== undefined) state.set({ moving: undefined });
      else if (state.trail) state.set({ trail: undefined });
      else if (state.inspecting) state.closeInspector();
      else return false;
      return true;
    case "go": {
      const next = view && (state.focused === undefined ? view.id : nextFocus(scene, view.id, key.direction));
      if (next) focusStep(store, next);
      return next !== undefined;
    }
    case "open":
      if (!view) return false;
      state.inspect(view.id);
      requestAnimationFrame(focusFirstSetting);
      return true;
    default:
      return editable && performEdit(key, store, view);
  }
}

function performEdit(key: EditKey, store: CanvasStore, view: ReturnType<JourneyView["views"]["get"]>): boolean {
  const { set, panel } = store.getState();
  switch (key.kind) {
    case "undo":
    case "redo":
      undoOrRedo(store, key.kind);
      return true;
    case "palette":
      set({ panel: panel === "palette" ? "none" : "palette" });
      return true;
    case "add":
      if (view) openPickerAfter(store, view);
      return view !== undefined;
    case "duplicate":
      if (view) duplicateStep(store, view);
      return view !== undefined;
    case "move":
      if (!view || view.category === "trigger") return false;
      set({ moving: view.id });
      return true;
    case "delete":
      if (view) deleteStep(store, view, key.mode);
      return view !== undefined;
  }
}

function focusFirstSetting() {
  document
    .querySelector<HTMLElement>("[data-field] :is(input, button, textarea, [role=combobox]):not([disabled])")
    ?.focus();
}
