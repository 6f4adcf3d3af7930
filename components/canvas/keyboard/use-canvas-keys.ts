"use client";

import { type KeyboardEvent, useEffect, useRef } from "react";
import { openComments, toggleAllComments } from "@/components/comments/open-comments";
import type { CanvasKey, EditKey, KeyPress } from "@/components/shortcuts/shortcut-table";
import { toast } from "@/components/ui/toast";
import { useCanvasEnvironment } from "../canvas-context";
import { chosenSteps } from "../edits/chosen-steps";
import { askToDelete, deleteSteps } from "../edits/delete-step";
import { duplicateSteps } from "../edits/duplicate-step";
import { focusStep } from "../edits/focus-step";
import { moveBehind, startMoving } from "../edits/move-step";
import { nudgeSteps } from "../edits/nudge-steps";
import { openPickerAfter } from "../edits/open-picker-after";
import { openPickerBeside } from "../edits/open-picker-beside";
import { extendSelection } from "../edits/select-steps";
import { type Direction, nextFocus } from "../flow/next-focus";
import type { CanvasStore } from "../store/canvas-store";
import type { JourneyView } from "../view/journey-view";
import { useJourneyView } from "../view/journey-view";
import { readingOrder, type StepView } from "../view/step-views";
import { focusSetting } from "./focus-setting";
import { readKey } from "./read-key";

type Surroundings = {
  fitAll?: () => void;
  /** the step that an arrow goes to; without it the edges of the drawing are followed */
  neighbour?: (from: string, direction: Direction) => string | undefined;
};

/** Handles the keys of the canvas, also while nothing on the page has the focus. What is typed into a field is the field's. */
export function useCanvasKeys(surroundings: Surroundings): (event: KeyboardEvent) => void {
  const { store, editable, discussed } = useCanvasEnvironment();
  const view = useJourneyView();
  const perform = (event: KeyPress & { target: EventTarget | null; defaultPrevented: boolean }): boolean => {
    if (event.defaultPrevented || isTyping(event.target)) return false;
    const key = readKey(event);
    if ((key?.kind === "open" || key?.kind === "put_with_following") && isOtherControl(event.target)) return false;
    // Elsewhere Alt and an arrow are the browser's: back and forward.
    if (key?.kind === "nudge" && !isCard(event.target)) return false;
    return key !== undefined && performKey(key, { store, view, editable, discussed, ...surroundings });
  };
  const latest = useRef(perform);
  useEffect(() => {
    latest.current = perform;
  });
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.target === document.body && latest.current(event)) event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
  return (event) => {
    // What hangs on a step but stands elsewhere on the page (its menu, the people behind it) has keys of its own.
    if (event.target instanceof Node && !event.currentTarget.contains(event.target)) return;
    if (!perform(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
}

/** Undo and redo with a word about what was undone. */
export function undoOrRedo(store: CanvasStore, which: "undo" | "redo"): void {
  const label = store.getState()[which]();
  const done = which === "undo" ? "Undid" : "Redid";
  toast.message(label === undefined ? `Nothing to ${which}` : `${done}: ${label}`, { id: "undo", durationMs: 2_000 });
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName))
  );
}

function isCard(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("button[data-step]");
}

/** A button of the toolbar, for example: Enter presses it. */
function isOtherControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("button:not([data-step]), a, summary");
}

type Context = Surroundings & { store: CanvasStore; view: JourneyView; editable: boolean; discussed: boolean };

/** Answers whether the key meant something here. */
function performKey(key: CanvasKey, context: Context): boolean {
  const { store, view, editable } = context;
  const state = store.getState();
  // what was asked for takes the keys, also while its code is still on its way
  if (state.picker || state.ask || state.searching || state.pasting) return false;
  const order = readingOrder(state.history.present.graph);
  const focused = state.focused ?? order[0]?.id;
  const step = focused === undefined ? undefined : view.views.get(focused);
  switch (key.kind) {
    case "fit":
      context.fitAll?.();
      return context.fitAll !== undefined;
    case "search":
      state.set({ searching: true });
      return true;
    case "outline":
      state.set({ outline: !state.outline });
      return goTo(store, step?.id);
    case "select_all":
      state.set({ selected: new Set(order.map(({ id }) => id)) });
      return true;
    case "people":
      if (step) state.set({ people: { node: step.id, at: "waiting" } });
      return step !== undefined;
    case "comments":
      if (step && context.discussed) openComments(store, step.id);
      return step !== undefined && context.discussed;
    case "all_comments":
      if (context.discussed) toggleAllComments(store);
      return context.discussed;
    case "close":
      return closeSomething(store);
    case "first":
    case "last":
      return goTo(store, order.at(key.kind === "first" ? 0 : -1)?.id);
    case "go":
    case "extend": {
      if (!step) return false;
      const next = state.focused === undefined ? step.id : neighbourOf(context, step.id, key.direction);
      if (next && key.kind === "extend") extendSelection(store, next);
      else if (next && state.selected.size > 0) state.set({ selected: new Set() });
      return goTo(store, next);
    }
    case "open":
      if (!step) return false;
      if (state.moving) moveBehind(store, step);
      else {
        state.inspect(step.id);
        focusSetting();
      }
      return true;
    default:
      return editable && performEdit(key, store, step);
  }
}

function neighbourOf({ neighbour, view }: Context, from: string, direction: Direction): string | undefined {
  return neighbour ? neighbour(from, direction) : nextFocus(view.scene, from, direction);
}

function goTo(store: CanvasStore, id: string | undefined): boolean {
  if (id !== undefined) focusStep(store, id);
  return id !== undefined;
}

/** When the step that had the focus goes with what is undone, the one read before it has it next. */
function undoAndStay(store: CanvasStore, which: "undo" | "redo"): void {
  const { focused, history } = store.getState();
  undoOrRedo(store, which);
  const after = store.getState();
  if (focused === undefined || after.focused !== undefined) return;
  const left = new Set(after.history.present.graph.nodes.map(({ id }) => id));
  const order = readingOrder(history.present.graph).map(({ id }) => id);
  goTo(
    store,
    order.slice(0, order.indexOf(focused)).findLast((id) => left.has(id)),
  );
}

/** Escape takes back one thing at a time. */
function closeSomething(store: CanvasStore): boolean {
  const state = store.getState();
  if (state.moving !== undefined) state.set({ moving: undefined });
  else if (state.trail) state.set({ trail: undefined });
  else if (state.selected.size > 0) state.set({ selected: new Set() });
  else if (state.inspecting) state.closeInspector();
  else return false;
  return true;
}

function performEdit(key: EditKey, store: CanvasStore, step: StepView | undefined): boolean {
  const state = store.getState();
  const chosen = chosenSteps(state);
  switch (key.kind) {
    case "undo":
    case "redo":
      undoAndStay(store, key.kind);
      return true;
    case "palette":
      state.set({ panel: state.panel === "palette" ? "none" : "palette" });
      return true;
    case "nudge":
      nudgeSteps(store, chosen, key.direction);
      return true;
    case "put_with_following":
      if (!state.moving || !step) return false;
      moveBehind(store, step, "with_following");
      return true;
    case "add":
      if (step) openPickerAfter(store, step);
      return step !== undefined;
    case "start":
      openPickerBeside(store, "trigger");
      return true;
    case "join":
    case "note":
      if (!step) return false;
      state.inspect(step.id);
      focusSetting(key.kind === "join" ? "[data-exits]" : "[data-note]");
      return true;
    case "duplicate":
      if (chosen.length === 0) return false;
      duplicateSteps(store, chosen);
      return goTo(store, store.getState().focused);
    case "move":
      return chosen.length > 0 && startMoving(store, chosen);
    case "delete":
      if (chosen.length === 0) return false;
      if (chosen.length === 1 && step && key.mode === "ask") askToDelete(store, step);
      else deleteSteps(store, chosen, key.mode === "ask" ? "only" : key.mode);
      return true;
  }
}
