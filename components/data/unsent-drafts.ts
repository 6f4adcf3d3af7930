/** What a page was left with and could not store: the draft, what the server had before it, and that revision. */
export type UnsentDraft<Draft> = { draft: Draft; base: Draft; revision: number };

export type UnsentDrafts<Draft> = {
  get: (path: string) => UnsentDraft<Draft> | undefined;
  keep: (path: string, unsent: UnsentDraft<Draft>) => void;
  drop: (path: string) => void;
};

/**
 * Drafts of one kind that could not be stored before their page was left, by the address they are saved at: kept until this browser tab
 * is closed, which asks first while there are any.
 */
export function createUnsentDrafts<Draft>(): UnsentDrafts<Draft> {
  const kept = new Map<string, UnsentDraft<Draft>>();
  const ask = (event: Event) => event.preventDefault();
  return {
    get: (path) => kept.get(path),
    keep: (path, unsent) => {
      kept.set(path, unsent);
      globalThis.addEventListener?.("beforeunload", ask);
    },
    drop: (path) => {
      kept.delete(path);
      if (kept.size === 0) globalThis.removeEventListener?.("beforeunload", ask);
    },
  };
}
