export type Side = "top" | "right" | "bottom" | "left";
type Size = { width: number; height: number };
export type Box = Size & { left: number; top: number };

const GAP = 6;
const MARGIN = 8;
const opposite: Record<Side, Side> = { top: "bottom", bottom: "top", left: "right", right: "left" };

/** Where a bubble stands: beside its anchor, on the other side where there is no room, and never beyond the window. Pixels. */
export function placeTooltip(anchor: Box, bubble: Size, side: Side, window: Size): { left: number; top: number } {
  const wanted = at(anchor, bubble, side);
  const place = fits(wanted, bubble, side, window) ? wanted : at(anchor, bubble, opposite[side]);
  return {
    left: clamp(place.left, MARGIN, window.width - bubble.width - MARGIN),
    top: clamp(place.top, MARGIN, window.height - bubble.height - MARGIN),
  };
}

function at(anchor: Box, bubble: Size, side: Side): { left: number; top: number } {
  const middle = {
    left: anchor.left + (anchor.width - bubble.width) / 2,
    top: anchor.top + (anchor.height - bubble.height) / 2,
  };
  switch (side) {
    case "top":
      return { left: middle.left, top: anchor.top - bubble.height - GAP };
    case "bottom":
      return { left: middle.left, top: anchor.top + anchor.height + GAP };
    case "left":
      return { left: anchor.left - bubble.width - GAP, top: middle.top };
    case "right":
      return { left: anchor.left + anchor.width + GAP, top: middle.top };
  }
}

function fits(place: { left: number; top: number }, bubble: Size, side: Side, window: Size): boolean {
  if (side === "top" || side === "bottom") {
    return place.top >= MARGIN && place.top + bubble.height <= window.height - MARGIN;
  }
  return place.left >= MARGIN && place.left + bubble.width <= window.width - MARGIN;
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(value, max));
}
