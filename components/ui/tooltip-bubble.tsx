"use client";

import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Kbd } from "./kbd";
import { placeTooltip, type Side } from "./tooltip-place";

export type TooltipBubbleProps = {
  id: string;
  anchor: DOMRect;
  side: Side;
  shortcut: string | undefined;
  /** the anchor has moved away */
  onOutdated: () => void;
  children: ReactNode;
};

export function TooltipBubble({ id, anchor, side, shortcut, onOutdated, children }: TooltipBubbleProps) {
  const bubble = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number }>();
  useLayoutEffect(() => {
    if (!bubble.current) return;
    const size = { width: bubble.current.offsetWidth, height: bubble.current.offsetHeight };
    setPlace(placeTooltip(anchor, size, side, { width: window.innerWidth, height: window.innerHeight }));
  }, [anchor, side]);
  useEffect(() => {
    window.addEventListener("scroll", onOutdated, { capture: true, passive: true });
    return () => window.removeEventListener("scroll", onOutdated, { capture: true });
  }, [onOutdated]);
  return (
    <div
      ref={bubble}
      id={id}
      role="tooltip"
      style={place ?? { left: 0, top: 0, visibility: "hidden" }}
      className="pointer-events-none fixed z-[60] flex w-max max-w-72 animate-in items-center gap-2 rounded-md bg-foreground px-2.5 py-1.5 text-background text-xs shadow-md"
    >
      {children}
      {shortcut ? <Kbd className="border-background/30 bg-transparent text-background">{shortcut}</Kbd> : null}
    </div>
  );
}
