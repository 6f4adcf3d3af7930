/** Undo and redo with names. Pure: a history goes in, a history comes out; the clock is an argument. */
export type HistoryStep<Draft> = {
  /** what was done, in the author's words: "delete Wait 2 days" */
  label: string;
  before: Draft;
  /** changes with the same key shortly after one another are one step (typing into a field) */
  mergeKey?: string;
  /** epoch ms of the last change merged into this step */
  at: number;
};

export type History<Draft> = {
  past: HistoryStep<Draft>[];
  present: Draft;
  future: { label: string; after: Draft }[];
};

export type Change<Draft> = { label: string; draft: Draft; mergeKey?: string; at: number };

/** Typing that pauses longer than this starts a new step. */
export const MERGE_WITHIN_MS = 1_500;
export const HISTORY_STEPS_MAX = 200;

export function startHistory<Draft>(present: Draft): History<Draft> {
  return { past: [], present, future: [] };
}

/** Makes a change undoable. A change that changes nothing is not recorded. */
export function record<Draft>(history: History<Draft>, change: Change<Draft>): History<Draft> {
  if (Object.is(change.draft, history.present)) return history;
  const last = history.past.at(-1);
  if (last && canMerge(last, change, history.future.length)) {
    const merged = { ...last, label: change.label, at: change.at };
    return { past: [...history.past.slice(0, -1), merged], present: change.draft, future: [] };
  }
  const step = { label: change.label, before: history.present, mergeKey: change.mergeKey, at: change.at };
  return { past: [...history.past, step].slice(-HISTORY_STEPS_MAX), present: change.draft, future: [] };
}

function canMerge<Draft>(last: HistoryStep<Draft>, change: Change<Draft>, redoable: number): boolean {
  return (
    redoable === 0 &&
    change.mergeKey !== undefined &&
    change.mergeKey === last.mergeKey &&
    change.at - last.at <= MERGE_WITHIN_MS
  );
}

/** One step back; `undone` is its label. The same history when there is nothing to undo. */
export function undo<Draft>(history: History<Draft>): { history: History<Draft>; undone?: string } {
  const last = history.past.at(-1);
  if (!last) return { history };
  return {
    history: {
      past: history.past.slice(0, -1),
      present: last.before,
      future: [{ label: last.label, after: history.present }, ...history.future],
    },
    undone: last.label,
  };
}

/** One step forward again; `redone` is its label. */
export function redo<Draft>(history: History<Draft>, at: number): { history: History<Draft>; redone?: string } {
  const [next, ...rest] = history.future;
  if (!next) return { history };
  return {
    history: {
      past: [...history.past, { label: next.label, before: history.present, at }],
      present: next.after,
      future: rest,
    },
    redone: next.label,
  };
}
