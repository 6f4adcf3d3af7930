"use client";

import dynamic from "next/dynamic";
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { CanvasContext, useCanvasEnvironment } from "../canvas-context";
import { OutlineView } from "../outline/outline-view";
import { createCanvasStore } from "../store/canvas-store";
import { createCountsStore } from "../store/counts-store";
import type { Draft } from "../store/draft";
import { useIsNarrow } from "../use-is-narrow";
import { JourneyViewProvider } from "../view/journey-view";
import { Filmstrip } from "./filmstrip";
import { MomentList } from "./moment-list";
import { momentsOf } from "./moments";
import type { Story } from "./story";
import { TimeBar } from "./time-bar";
import { trailAt } from "./trail-at";

const JourneyCanvas = dynamic(() => import("../flow/journey-canvas").then((m) => m.JourneyCanvas), { ssr: false });

type WalkStageProps = {
  /** what was (or will be) walked: the draft as it stood or a published version */
  draft: Draft;
  story: Story | undefined;
  /** beside the drawing: what was asked for, and the answer in words */
  panel: ReactNode;
  onClose: () => void;
};

/** The drawing that a story runs over, read-only, with the story as a list, its mails, and a slider through its time. */
export function WalkStage({ draft, story, panel, onClose }: WalkStageProps) {
  const { journeyId } = useCanvasEnvironment();
  const environment = useMemo(
    () => ({
      store: createCanvasStore(draft, Date.now),
      counts: createCountsStore(),
      journeyId,
      editable: false,
      discussed: false,
    }),
    [draft, journeyId],
  );
  return (
    <CanvasContext value={environment}>
      <JourneyViewProvider>
        <Stage story={story} panel={panel} onClose={onClose} />
      </JourneyViewProvider>
    </CanvasContext>
  );
}

/** A refreshed replay goes on where one looks; another story begins at its end. */
function storyKey(story: Story | undefined): string {
  if (!story) return "none";
  return "enrollment_id" in story ? `run ${story.enrollment_id}` : `walk ${story.start_at} ${story.visits.length}`;
}

function Stage({ story, panel, onClose }: Pick<WalkStageProps, "story" | "panel" | "onClose">) {
  const narrow = useIsNarrow();
  const { index, onIndex, moments } = useStoryTime(story);
  const beside = useRef<HTMLElement>(null);
  const key = storyKey(story);
  // The answer begins at the top, wherever in the question its button stood.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each other story, and not before
  useEffect(() => void beside.current?.scrollTo({ top: 0 }), [key]);
  const onKeyDownCapture = (event: KeyboardEvent<HTMLElement>) => {
    const { target, currentTarget } = event;
    if (!(target instanceof HTMLElement) || !currentTarget.contains(target) || isTyping(target)) return;
    if (event.key === "Escape") onClose();
    else if (event.key === "ArrowLeft") onIndex(index - 1);
    else if (event.key === "ArrowRight") onIndex(index + 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const timezone = story?.timezone ?? "UTC";
  const time = { moments, index, onIndex, timezone };
  const drawing = narrow ? <OutlineView /> : <JourneyCanvas />;
  const bar = story ? <TimeBar {...time} /> : null;
  const film = story ? <Filmstrip messages={story.messages} {...time} /> : null;
  return (
    <div
      className="flex min-h-0 min-w-0 flex-1 max-md:flex-col max-md:overflow-y-auto md:overflow-hidden"
      onKeyDownCapture={onKeyDownCapture}
    >
      <div className="flex min-w-0 flex-1 flex-col max-md:order-last max-md:flex-none md:min-h-0">
        {drawing}
        {narrow ? null : bar}
        {narrow ? null : film}
      </div>
      <aside
        ref={beside}
        aria-label="Walk"
        className="flex w-96 shrink-0 flex-col overflow-y-auto border-border border-l bg-card max-md:w-full max-md:border-l-0"
      >
        {panel}
        {narrow ? bar : null}
        {narrow ? film : null}
        {story ? <MomentList {...time} /> : null}
      </aside>
    </div>
  );
}

function isTyping(target: HTMLElement): boolean {
  return (
    target.isContentEditable ||
    (["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName) && target.getAttribute("type") !== "range") ||
    target.closest("[role=radiogroup], [role=group], [role=tree], [role=listbox], [role=combobox]") !== null
  );
}

/** Where in the story one looks; the canvas follows. A click on a step goes to the last moment there. */
function useStoryTime(story: Story | undefined) {
  const { store } = useCanvasEnvironment();
  const moments = useMemo(() => (story ? momentsOf(story) : []), [story]);
  const key = storyKey(story);
  const [chosen, setChosen] = useState({ key, index: Number.POSITIVE_INFINITY });
  const last = moments.length - 1;
  const index = Math.max(0, Math.min(chosen.key === key ? chosen.index : last, last));
  const onIndex = useCallback((next: number) => setChosen({ key, index: Math.max(next, 0) }), [key]);
  useEffect(() => {
    if (!story) return store.getState().set({ trail: undefined });
    store.getState().set({ trail: trailAt(story, moments, index) });
    store.getState().focus(moments[index]?.node);
  }, [store, story, moments, index]);
  useEffect(
    () =>
      store.subscribe(({ inspecting, focused, closeInspector }) => {
        if (!inspecting) return;
        closeInspector();
        const place = moments.findLastIndex(({ node }) => node === focused);
        if (place >= 0) onIndex(place);
      }),
    [store, moments, onIndex],
  );
  return { moments, index, onIndex };
}
