"use client";

import * as Slot from "radix-ui/slot";
import { type FocusEvent, type PointerEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { TooltipBubble } from "./tooltip-bubble";
import type { Side } from "./tooltip-place";

const DELAY_MS = 350;

export type TooltipProps = {
  content: ReactNode;
  shortcut?: string | undefined;
  side?: Side;
  /** the child carries these very words as its name already: do not say them twice */
  named?: boolean;
  /** a single focusable element */
  children: ReactNode;
};

/** A short name or explanation on hover and keyboard focus. Never the only place for something one must know. */
export function Tooltip({ content, shortcut, side = "top", named, children }: TooltipProps) {
  const id = useId();
  const [anchor, setAnchor] = useState<DOMRect>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const hide = () => {
    clearTimeout(timer.current);
    setAnchor(undefined);
  };
  const hover = (event: PointerEvent) => {
    if (event.pointerType === "touch") return;
    const element = event.currentTarget;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setAnchor(element.getBoundingClientRect()), DELAY_MS);
  };
  const focus = (event: FocusEvent) => {
    if (event.currentTarget.matches(":focus-visible")) setAnchor(event.currentTarget.getBoundingClientRect());
  };
  return (
    <>
      <Slot.Root
        {...(anchor && !named ? { "aria-describedby": id } : {})}
        onPointerEnter={hover}
        onPointerLeave={hide}
        onPointerDown={hide}
        onFocus={focus}
        onBlur={hide}
        onKeyDown={(event) => {
          if (event.key === "Escape") hide();
        }}
      >
        {children}
      </Slot.Root>
      {anchor
        ? createPortal(
            <TooltipBubble id={id} anchor={anchor} side={side} shortcut={shortcut} onOutdated={hide}>
              {content}
            </TooltipBubble>,
            document.body,
          )
        : null}
    </>
  );
}
