"use client";

import dynamic from "next/dynamic";
import { useCallback, useEffect, useState } from "react";
import { useCanvas, useCanvasEnvironment } from "@/components/canvas/canvas-context";
import { useJourneyCommands } from "@/components/canvas/commands/use-journey-commands";
import { JourneyEditor } from "@/components/canvas/journey-editor";
import { undoOrRedo } from "@/components/canvas/keyboard/use-canvas-keys";
import { useLinkedStep } from "@/components/canvas/link/use-linked-step";
import { useLiveJourney } from "@/components/canvas/live/use-live-journey";
import { usePresence } from "@/components/canvas/presence/use-presence";
import { SaveDraftContext } from "@/components/canvas/save/save-draft-context";
import { useAutosave } from "@/components/canvas/use-autosave";
import { ReadOnlyLine } from "@/components/data/read-only-line";
import { useMay } from "@/components/data/workspace-context";
import { DraftingContext, useDrafting } from "@/components/drafting/drafting-context";
import { useProposal } from "@/components/drafting/use-proposal";
import { MigrationBanner } from "@/components/journey-versions/migration-banner";
import { useShown } from "@/components/journey-versions/use-shown";
import { late } from "@/components/ui/late";
import { toast } from "@/components/ui/toast";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import { draftOf } from "./draft-of";
import { DryRunBanner } from "./dry-run-banner";
import { JourneyHeader } from "./journey-header";
import type { JourneyTab } from "./journey-tabs";

const ConflictDialog = late(() => import("@/components/canvas/save/conflict-dialog").then((m) => m.ConflictDialog));
const JourneySettings = late(() => import("./journey-settings").then((m) => m.JourneySettings));
const DescribeDialog = late(() => import("@/components/drafting/describe-dialog").then((m) => m.DescribeDialog));
const ProposalView = dynamic(() => import("@/components/drafting/proposal-view").then((m) => m.ProposalView));
const VersionView = dynamic(() => import("@/components/journey-versions/version-view").then((m) => m.VersionView));
const CompareView = dynamic(() => import("@/components/journey-versions/compare-view").then((m) => m.CompareView));
const JourneyTests = dynamic(() => import("@/components/journey-tests/journey-tests").then((m) => m.JourneyTests));
const JourneyReport = dynamic(() => import("@/components/journey-report/journey-report").then((m) => m.JourneyReport));

type JourneyWorkbenchProps = { journey: JourneyResource; tab: JourneyTab; onTab: (tab: JourneyTab) => void };

/** The page of an open journey: header with its state and actions, and the chosen view below. */
export function JourneyWorkbench({ journey, tab, onTab }: JourneyWorkbenchProps) {
  const { store, editable } = useCanvasEnvironment();
  const mayEdit = useMay("edit");
  const draft = useCanvas((s) => s.history.present);
  const edit = useCanvas((s) => s.edit);
  const [shown, show] = useShown();
  const saving = useAutosave(journey.id, draft, journey.revision);
  const [resolving, setResolving] = useState(false);
  const conflicted = saving.state.kind === "conflict";
  useEffect(() => setResolving(conflicted), [conflicted]);
  useLinkedStep(tab === "build");
  useLiveJourney(tab === "build" && shown.kind === "draft");
  usePresence();
  const { flush } = saving;
  const saveDraft = useCallback(async () => {
    const revision = await flush();
    if (revision === undefined) toast.error("The draft could not be saved yet, so this has to wait.");
    return revision;
  }, [flush]);
  const showDraft = () => {
    if (tab !== "build") onTab("build");
    if (shown.kind !== "draft") show({ kind: "draft" });
  };
  const drafting = useProposal({ journeyId: journey.id, saveDraft, saving, showDraft });
  useJourneyCommands(() => (tab === "build" ? undefined : onTab("build")), drafting.open);
  useUndoKeys(editable && shown.kind === "draft" && !drafting.proposal ? store : undefined);
  return (
    <SaveDraftContext value={saveDraft}>
      <DraftingContext value={drafting}>
        <div className="flex min-h-0 flex-1 flex-col md:h-dvh md:flex-none md:overflow-hidden">
          <JourneyHeader
            journey={journey}
            tab={tab}
            onTab={onTab}
            save={saving.state}
            onResolve={() => setResolving(true)}
            onRetry={() => void flush()}
          />
          {mayEdit ? null : (
            <ReadOnlyLine>
              Your role may look at journeys. Owners, admins and editors can change them; anybody may walk somebody
              through one.
            </ReadOnlyLine>
          )}
          <MigrationBanner journey={journey} />
          <View journey={journey} tab={tab} />
        </div>
        {resolving ? (
          <ConflictDialog
            open
            onOpenChange={setResolving}
            onKeepMine={saving.keepMine}
            readConflict={saving.readConflict}
            onTakeTheirs={async () => {
              const theirs = await saving.takeTheirs();
              edit("take their version", () => draftOf(theirs));
            }}
          />
        ) : null}
        {drafting.asking && editable ? <DescribeDialog /> : null}
      </DraftingContext>
    </SaveDraftContext>
  );
}

function View({ journey, tab }: { journey: JourneyResource; tab: JourneyTab }) {
  switch (tab) {
    case "build":
      return <Build journey={journey} />;
    case "report":
      return (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <DryRunBanner journey={journey} />
          <JourneyReport journeyId={journey.id} />
        </div>
      );
    case "tests":
      return (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <JourneyTests journey={journey} />
        </div>
      );
    case "settings":
      return (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <JourneySettings />
        </div>
      );
  }
}

/** The draft in its editor, or what a model would make of it; or what the address asks for instead: a version, or two states compared. */
function Build({ journey }: { journey: JourneyResource }) {
  const [shown] = useShown();
  const { proposal, proposed } = useDrafting();
  switch (shown.kind) {
    case "draft":
      return proposal ? <ProposalView key={proposed} proposal={proposal} /> : <JourneyEditor />;
    case "version":
      return <VersionView journey={journey} side={shown.side} />;
    case "compare":
      return <CompareView journey={journey} before={shown.before} after={shown.after} />;
  }
}

/** ⌘Z and ⇧⌘Z work wherever the focus is on the page, except while text is typed: there they are the field's own. */
function useUndoKeys(store: ReturnType<typeof useCanvasEnvironment>["store"] | undefined) {
  useEffect(() => {
    if (!store) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !(event.metaKey || event.ctrlKey) || event.key.toLowerCase() !== "z") return;
      const target = event.target;
      if (target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA)$/.test(target.tagName)))
        return;
      event.preventDefault();
      undoOrRedo(store, event.shiftKey ? "redo" : "undo");
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [store]);
}
