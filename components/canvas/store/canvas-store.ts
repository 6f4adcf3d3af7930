import { createStore, type StoreApi } from "zustand/vanilla";
import type { ReadFragment } from "@/lib/engine/read-fragment";
import type { Graph, GraphNode } from "@/lib/journey/graph";
import type { Draft } from "./draft";
import { type History, record, redo, startHistory, undo } from "./history";
import type { Slot } from "./slot";

/** What is being dragged: a new step from the palette or one (with what follows it) that already stands in the flow. */
export type Drag = { kind: "new"; type: string } | { kind: "step"; node: string };

export type Picker = { slot: Slot /** client coordinates of what opened it */; at: { x: number; y: number } };

/** A question asked where something was done, with its answers. */
export type Ask = {
  title: string;
  at: { x: number; y: number };
  answers: readonly { label: string; help?: string; danger?: boolean; run: () => void }[];
};

export type PeopleAt = "waiting" | "passed" | "failed";

export type SidePanel = "none" | "palette" | "problems" | "comments" | "walk" | "versions";

/** A walk shown on the canvas: the steps passed, in order, the exits taken, and what each step decided. */
export type Trail = {
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
  notes: ReadonlyMap<string, string>;
  /** where the person is at the moment shown */
  current: string | undefined;
};

export type CanvasState = {
  history: History<Draft>;
  nodeById: ReadonlyMap<string, GraphNode>;
  focused: string | undefined;
  /** chosen together with others, by Shift or a box; empty while it is only about the focused step */
  selected: ReadonlySet<string>;
  /** the focused step's settings are open */
  inspecting: boolean;
  /** the setting that a problem was clicked for */
  focusedField: string | undefined;
  picker: Picker | undefined;
  drag: Drag | undefined;
  /** the "+" under the step that is being dragged */
  dropSlot: Slot | undefined;
  /** "Move…" was chosen: the next "+" takes these steps */
  moving: ReadonlySet<string> | undefined;
  ask: Ask | undefined;
  /** what was pasted and has problems, until the author decides */
  pasting: ReadFragment | undefined;
  /** the people behind a step's numbers are shown: which step, and whom first */
  people: { node: string; at: PeopleAt } | undefined;
  /** the search for steps is open */
  searching: boolean;
  panel: SidePanel;
  trail: Trail | undefined;
  /** the steps as a list instead of the drawing */
  outline: boolean;
};

export type EditOptions = {
  /** changes with the same key shortly after one another undo as one */
  mergeKey?: string;
  /** focus this step afterwards */
  focus?: string;
  inspect?: boolean;
};

export type CanvasActions = {
  /** makes one undoable change to the draft; `label` completes "Undo: …" */
  edit: (label: string, change: (draft: Draft) => Draft, options?: EditOptions) => void;
  editGraph: (label: string, change: (graph: Graph) => Graph, options?: EditOptions) => void;
  /** what was undone or redone, undefined when there was nothing */
  undo: () => string | undefined;
  /** takes back the newest edit later, as long as it is the newest; what was undone, undefined when others came after it */
  undoLater: () => () => string | undefined;
  redo: () => string | undefined;
  focus: (node: string | undefined, field?: string) => void;
  inspect: (node: string, field?: string) => void;
  closeInspector: () => void;
  set: (
    part: Partial<
      Pick<
        CanvasState,
        | "picker"
        | "drag"
        | "dropSlot"
        | "selected"
        | "moving"
        | "ask"
        | "pasting"
        | "people"
        | "searching"
        | "panel"
        | "trail"
        | "outline"
      >
    >,
  ) => void;
};

export type CanvasStore = StoreApi<CanvasState & CanvasActions>;

/** One store for one open journey. `clock` gives epoch ms; only the merging of keystrokes depends on it. */
export function createCanvasStore(draft: Draft, clock: () => number): CanvasStore {
  return createStore<CanvasState & CanvasActions>((set, get) => {
    const show = (history: History<Draft>, part: Partial<CanvasState> = {}) =>
      set((state) => ({
        ...part,
        history,
        ...followGraph(state, history.present.graph, part.focused ?? state.focused),
      }));

    const edit: CanvasActions["edit"] = (label, change, options = {}) => {
      const { history } = get();
      const next = record(history, {
        label,
        draft: change(history.present),
        at: clock(),
        ...(options.mergeKey ? { mergeKey: options.mergeKey } : {}),
      });
      if (next === history) return;
      show(next, {
        ...(options.focus ? { focused: options.focus, focusedField: undefined } : {}),
        ...(options.inspect === undefined ? {} : { inspecting: options.inspect }),
      });
    };

    return {
      history: startHistory(draft),
      nodeById: indexNodes(draft.graph),
      focused: undefined,
      inspecting: false,
      focusedField: undefined,
      picker: undefined,
      drag: undefined,
      dropSlot: undefined,
      selected: new Set(),
      moving: undefined,
      ask: undefined,
      pasting: undefined,
      people: undefined,
      searching: false,
      panel: "none",
      trail: undefined,
      outline: false,
      edit,
      editGraph: (label, change, options) =>
        edit(
          label,
          (before) => {
            const graph = change(before.graph);
            return graph === before.graph ? before : { ...before, graph };
          },
          options,
        ),
      undo: () => {
        const { history, undone } = undo(get().history);
        if (undone !== undefined) show(history);
        return undone;
      },
      undoLater: () => {
        const newest = get().history.past.at(-1);
        return () => (get().history.past.at(-1) === newest ? get().undo() : undefined);
      },
      redo: () => {
        const { history, redone } = redo(get().history, clock());
        if (redone !== undefined) show(history);
        return redone;
      },
      focus: (node, field) => set({ focused: node, focusedField: field }),
      inspect: (node, field) => set({ focused: node, inspecting: true, focusedField: field }),
      closeInspector: () => set({ inspecting: false, focusedField: undefined }),
      set: (part) => set(part),
    };
  });
}

/** The parts of the state that follow from the graph: a step that is gone is neither focused nor selected. */
function followGraph(state: CanvasState, graph: Graph, focused: string | undefined): Partial<CanvasState> {
  if (graph === state.history.present.graph) return { focused };
  const nodeById = indexNodes(graph);
  const gone = focused !== undefined && !nodeById.has(focused);
  const left = [...state.selected].filter((id) => nodeById.has(id));
  return {
    nodeById,
    focused: gone ? undefined : focused,
    ...(gone ? { inspecting: false } : {}),
    ...(left.length < state.selected.size ? { selected: new Set(left) } : {}),
  };
}

function indexNodes(graph: Graph): ReadonlyMap<string, GraphNode> {
  return new Map(graph.nodes.map((node) => [node.id, node]));
}
