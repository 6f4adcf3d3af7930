import type { SaveEvent, SaveState } from "./autosave";
import type { UnsentDrafts } from "./unsent-drafts";

/** How sending a draft ended; `saved` is what the server has stored. */
export type Sent<Draft, Stored> = { event: SaveEvent<Draft>; saved?: Stored };

type Leaving<Draft, Stored> = {
  path: string;
  /** how the saving stood when the page was left */
  state: SaveState<Draft>;
  /** the draft as it stood then */
  draft: Draft;
  /** what the server was known to have */
  base: Draft;
  /** the request that is under way, while one is */
  underWay: Promise<Sent<Draft, Stored>> | undefined;
  send: (draft: Draft, revision: number) => Promise<Sent<Draft, Stored>>;
  remember: (stored: Stored) => void;
  unsent: UnsentDrafts<Draft>;
};

/**
 * Stores what a page is left with: after the request that is under way, with the revision which that one answered. The draft stands among
 * the unsent ones until the server has it. False: the server does not have it, and it stays there.
 */
export async function leaveDraft<Draft, Stored extends { revision: number }>(
  leaving: Leaving<Draft, Stored>,
): Promise<boolean> {
  const { path, state, draft, base, unsent, remember } = leaving;
  unsent.keep(path, { draft, base, revision: state.revision });
  if (state.kind === "conflict") return false;
  let revision = state.revision;
  let done = false;
  if (state.kind === "saving") {
    const first = await leaving.underWay;
    if (!first?.saved) return false;
    remember(first.saved);
    revision = first.saved.revision;
    done = state.newer === undefined;
    if (!done) unsent.keep(path, { draft, base: state.sent, revision });
  }
  if (!done) {
    const { saved } = await leaving.send(draft, revision);
    if (!saved) return false;
    remember(saved);
  }
  unsent.drop(path);
  return true;
}
