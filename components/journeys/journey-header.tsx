"use client";

import { CircleCheck, Footprints, ListTree, Redo2, Search, TriangleAlert, Undo2 } from "lucide-react";
import Link from "next/link";
import { useRef, useState } from "react";
import { ApprovalBadge } from "@/components/approvals/approval-badge";
import { useCanvas, useCanvasEnvironment } from "@/components/canvas/canvas-context";
import { undoOrRedo } from "@/components/canvas/keyboard/use-canvas-keys";
import { PresentPeople } from "@/components/canvas/presence/present-people";
import { sayProblemCount } from "@/components/canvas/problems/count-problems";
import { SaveChip } from "@/components/canvas/save/save-chip";
import type { Draft } from "@/components/canvas/store/draft";
import { useJourneyView } from "@/components/canvas/view/journey-view";
import { useWalkAddress } from "@/components/canvas/walk/use-walk-address";
import { CommentsButton } from "@/components/comments/comments-button";
import type { SaveState } from "@/components/data/autosave";
import { useWorkspace } from "@/components/data/workspace-context";
import { useDrafting } from "@/components/drafting/drafting-context";
import { TestsCount } from "@/components/journey-tests/tests-count";
import { useShown } from "@/components/journey-versions/use-shown";
import { VersionSwitch } from "@/components/journey-versions/version-switch";
import { StuckButton } from "@/components/stuck/stuck-button";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { StatusBadge } from "@/components/ui/status-badge";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import { JourneyActions } from "./journey-actions";
import { type JourneyTab, journeyTabs } from "./journey-tabs";

type JourneyHeaderProps = {
  journey: JourneyResource;
  tab: JourneyTab;
  onTab: (tab: JourneyTab) => void;
  save: SaveState<Draft>;
  onResolve: () => void;
  onRetry: () => void;
};

/** Two rows: name, state and actions of the journey; below them its views and the tools of the open one. On a phone the state stands under the name. */
export function JourneyHeader({ journey, tab, onTab, save, onResolve, onRetry }: JourneyHeaderProps) {
  const { slug } = useWorkspace();
  const [shown] = useShown();
  const { proposal } = useDrafting();
  return (
    <header className="border-border border-b bg-background px-3 pt-1.5 sm:px-4">
      <div className="flex min-h-9 items-center gap-x-3 max-sm:gap-x-2">
        <div className="flex min-w-0 flex-1 gap-x-3 max-md:flex-col md:items-center">
          <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-1.5">
            <Link
              href={`/w/${slug}/journeys`}
              className="text-muted-foreground text-sm hover:text-foreground max-md:hidden"
            >
              Journeys
            </Link>
            <span aria-hidden="true" className="text-muted-foreground max-md:hidden">
              /
            </span>
            <JourneyName />
          </nav>
          <div className="flex min-w-0 items-center gap-x-3 max-md:gap-x-1.5">
            <StatusBadge status={journey.status} />
            {journey.dry_run_since ? <Badge tone="warning">Dry run</Badge> : null}
            <ApprovalBadge journey={journey} />
            <VersionSwitch journey={journey} />
            <SaveChip state={save} onResolve={onResolve} onRetry={onRetry} />
          </div>
        </div>
        <div className="flex shrink-0 items-center gap-1.5">
          <StuckButton
            enabled={journey.version !== null}
            onDraft={() => (tab === "build" ? undefined : onTab("build"))}
          />
          <PresentPeople />
          <JourneyActions journey={journey} />
        </div>
      </div>
      <div className="flex min-h-9 items-end gap-x-3">
        <nav aria-label="Views of the journey" className="flex min-w-0 gap-5 overflow-x-auto max-sm:gap-3">
          {journeyTabs.map(({ value, label }) => (
            <button
              key={value}
              type="button"
              aria-current={tab === value ? "page" : undefined}
              onClick={() => onTab(value)}
              className={cn(
                "border-transparent border-b-2 px-0.5 pt-1 pb-2 font-medium text-muted-foreground text-sm hover:text-foreground max-sm:text-[0.8125rem]",
                tab === value && "border-primary text-foreground",
              )}
            >
              {label}
              {value === "tests" ? <TestsCount journey={journey} /> : null}
            </button>
          ))}
        </nav>
        <div className="ml-auto flex shrink-0 items-center gap-1 pb-1 max-sm:gap-0">
          {tab === "build" && shown.kind === "draft" && !proposal ? <BuildTools /> : null}
        </div>
      </div>
    </header>
  );
}

/** The page's h1; a click renames. An empty name is not taken. */
function JourneyName() {
  const { editable } = useCanvasEnvironment();
  const name = useCanvas((s) => s.history.present.name);
  const edit = useCanvas((s) => s.edit);
  const [typed, setTyped] = useState<string>();
  const cancelled = useRef(false);
  if (!editable) return <h1 className="truncate font-semibold text-base">{name}</h1>;
  return (
    <h1 className="min-w-0 max-md:-ml-1.5">
      <input
        aria-label="Name of the journey"
        className="field-sizing-content min-w-24 max-w-full truncate md:max-w-[min(28rem,40vw)] rounded-md border border-transparent bg-transparent px-1.5 py-0.5 font-semibold text-base hover:border-border focus:bg-card"
        maxLength={200}
        value={typed ?? name}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => {
          const next = typed?.trim();
          if (next && next !== name && !cancelled.current)
            edit(`rename to “${next}”`, (draft) => ({ ...draft, name: next }));
          cancelled.current = false;
          setTyped(undefined);
        }}
        onKeyDown={(event) => {
          cancelled.current = event.key === "Escape";
          if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
        }}
      />
    </h1>
  );
}

function BuildTools() {
  const { store, editable } = useCanvasEnvironment();
  const { problems } = useJourneyView();
  const past = useCanvas((s) => s.history.past.at(-1)?.label);
  const future = useCanvas((s) => s.history.future[0]?.label);
  const panel = useCanvas((s) => s.panel);
  const outline = useCanvas((s) => s.outline);
  const set = useCanvas((s) => s.set);
  const walk = useWalkAddress();
  const errors = problems.filter((problem) => problem.severity === "error").length;
  return (
    <>
      {editable ? (
        <>
          <IconButton
            label={past ? `Undo: ${past}` : "Nothing to undo"}
            shortcut="⌘Z"
            aria-disabled={past === undefined}
            onClick={() => undoOrRedo(store, "undo")}
          >
            <Undo2 />
          </IconButton>
          <IconButton
            label={future ? `Redo: ${future}` : "Nothing to redo"}
            shortcut="⇧⌘Z"
            aria-disabled={future === undefined}
            className={future ? undefined : "max-sm:hidden"}
            onClick={() => undoOrRedo(store, "redo")}
          >
            <Redo2 />
          </IconButton>
        </>
      ) : null}
      <IconButton label="Find a step" shortcut="/" onClick={() => set({ searching: true })}>
        <Search />
      </IconButton>
      {outline ? (
        <Button variant="ghost" size="sm" className="max-md:hidden" onClick={() => set({ outline: false })}>
          <ListTree /> Show the canvas
        </Button>
      ) : null}
      <Button
        variant="ghost"
        size="sm"
        className="max-md:hidden"
        aria-pressed={panel === "problems"}
        onClick={() => {
          store.getState().closeInspector();
          set({ panel: panel === "problems" ? "none" : "problems" });
        }}
      >
        {problems.length === 0 ? (
          <CircleCheck className="text-success" />
        ) : (
          <TriangleAlert className={errors > 0 ? "text-danger-text" : "text-warning-text"} />
        )}
        {sayProblemCount(problems)}
      </Button>
      <CommentsButton />
      <Button
        variant="ghost"
        size="sm"
        className="max-sm:px-2"
        aria-pressed={walk.open}
        onClick={() => (walk.open ? walk.close() : set({ panel: "walk" }))}
      >
        <Footprints /> <span className="max-sm:sr-only">Walk</span>
      </Button>
    </>
  );
}
