"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useCanvasEnvironment } from "@/components/canvas/canvas-context";
import { focusStep } from "@/components/canvas/edits/focus-step";
import { offerUndo } from "@/components/canvas/edits/offer-undo";
import type { Draft } from "@/components/canvas/store/draft";
import { ApiError, apiFetch } from "@/components/data/api-client";
import type { Autosave } from "@/components/data/use-draft-autosave";
import { useWorkspace } from "@/components/data/workspace-context";
import { draftOf } from "@/components/journeys/draft-of";
import { toast } from "@/components/ui/toast";
import type { Proposal } from "@/lib/api/schemas/drafting";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import { DESCRIBE } from "./describe-param";
import type { Drafting } from "./drafting-context";

type ProposalOptions = {
  journeyId: string;
  /** stores everything typed so far and gives its revision; undefined (and a toast) when it could not */
  saveDraft: () => Promise<number | undefined>;
  saving: Pick<Autosave<Draft, JourneyResource>, "takeTheirs">;
  /** brings the canvas with the draft into view */
  showDraft: () => void;
};

/** What was proposed and neither accepted nor discarded yet, by journey: it outlives its page, as nothing else keeps it. */
const undecided = new Map<string, { text: string; proposal: Proposal }>();

/** The state of drafting on a journey's page. Accepting goes through the API as one step, and is one change to undo. */
export function useProposal({ journeyId, saveDraft, saving, showDraft }: ProposalOptions): Drafting {
  const { store } = useCanvasEnvironment();
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(isMadeToBeDescribed);
  const [kept] = useState(() => undecided.get(journeyId));
  const [text, setText] = useState(kept?.text ?? "");
  const [proposal, setProposal] = useState(kept?.proposal);
  const [proposed, setProposed] = useState(0);
  const [stale, setStale] = useState(false);
  useEffect(forgetThatItWas, []);

  /** The canvas shows what is stored, when somebody else has saved it. */
  const takeStored = async (label: string) => {
    const stored = await saving.takeTheirs();
    store.getState().edit(label, () => draftOf(stored));
  };
  const open = () => {
    showDraft();
    setAsking(true);
  };
  const ask = async (signal: AbortSignal) => {
    const saved = await saveDraft();
    if (saved === undefined) throw new Error("The draft could not be saved yet, so nothing was asked.");
    const made = await apiFetch<Proposal>(`/journeys/${journeyId}/propose`, { method: "POST", body: { text }, signal });
    if (made.revision !== saved) await takeStored("take their version");
    setProposal(made);
    undecided.set(journeyId, { text, proposal: made });
    setProposed((times) => times + 1);
    setStale(false);
    setAsking(false);
    showDraft();
  };
  const accept = async () => {
    if (!proposal || (await saveDraft()) === undefined) return;
    const { file, revision } = proposal;
    const body = { file, journey_id: journeyId, shared: "keep", tests: "keep" };
    const headers = { "if-match": `"${revision}"` };
    try {
      await apiFetch("/journeys/import", { method: "POST", body, headers });
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409) throw error;
      await takeStored("take their version");
      setStale(true);
      return;
    }
    await takeStored("draft from a sentence");
    void queries.invalidateQueries({ queryKey: [slug, "templates"] });
    undecided.delete(journeyId);
    setProposal(undefined);
    setText("");
    toast.success("The proposal is the draft now", { undo: offerUndo(store) });
    const [first] = store.getState().history.present.graph.nodes;
    if (first) focusStep(store, first.id);
  };
  const discard = () => {
    undecided.delete(journeyId);
    setProposal(undefined);
    document.getElementById("main")?.focus({ preventScroll: true });
  };
  const close = () => setAsking(false);
  return { asking, text, setText, proposal, proposed, stale, open, close, ask, accept, discard };
}

function isMadeToBeDescribed(): boolean {
  return new URLSearchParams(globalThis.location?.search).has(DESCRIBE);
}

/** Once only: whoever reloads the page wants the page. */
function forgetThatItWas() {
  const address = new URL(window.location.href);
  if (!address.searchParams.has(DESCRIBE)) return;
  address.searchParams.delete(DESCRIBE);
  window.history.replaceState(null, "", address);
}
