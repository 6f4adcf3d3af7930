import { NODE_WIDTH, type Point } from "@/lib/engine/layout-graph";
import type { Box } from "./scene-bounds";

/** What is looked at first: the topmost card, and the box around everything. */
export type Start = { first: Point; bounds: Box };

/** Smaller than this a card's sentence cannot be read. */
const READABLE_ZOOM = 0.8;
const ZOOM_MIN = 0;
const ZOOM_MAX = 1;
/** How much of the room's width the drawing takes, and how much of its height is left above and below, where the toolbar is. */
const SHARE_OF_WIDTH = 0.8;
const ABOVE_PX = 40;
const BELOW_PX = 72;
/** Where the first card stands at most: in a drawing that can be seen whole, and in one that cannot. */
const FIRST_PX = 96;
const FIRST_OF_MORE_PX = 56;
/** How far the first card's middle is from the room's edges at least. */
const ASIDE_PX = 160;

/**
 * The first look: everything when it can be read at that size, a short journey near the top; else its beginning at a readable size. An
 * open step's settings are brought into view afterwards by useKeepFocusVisible.
 */
export function startView({ first, bounds }: Start, room: { width: number; height: number }): Point & { zoom: number } {
  const wide = (room.width * SHARE_OF_WIDTH) / bounds.width;
  const high = (room.height - ABOVE_PX - BELOW_PX) / bounds.height;
  const fit = clamp(ZOOM_MIN, Math.min(wide, high), ZOOM_MAX);
  const zoom = Math.max(fit, READABLE_ZOOM);
  const gap = (room.height - bounds.height * fit) / 2;
  const top = Math.min(gap, 2 * gap - BELOW_PX) + (first.y - bounds.y) * fit;
  const { middle, aside } = acrossOf({ first, bounds });
  return {
    x: clamp(ASIDE_PX, room.width / 2 + aside * fit, room.width - ASIDE_PX) - middle * zoom,
    y: Math.min(top, fit < READABLE_ZOOM ? FIRST_OF_MORE_PX : FIRST_PX) - first.y * zoom,
    zoom,
  };
}

/** startView as the CSS transform of a drawing in a size container: for the first HTML, when only the browser knows how much room there is. */
export function startTransform({ first, bounds }: Start): string {
  // The quotient of two lengths is a number: browsers that cannot divide them yet know it as a tangent.
  const share = (length: string, of: number) => `tan(atan2(${length}, ${of}px))`;
  const wide = share(`${SHARE_OF_WIDTH * 100}cqw`, bounds.width);
  const high = share(`100cqh - ${ABOVE_PX + BELOW_PX}px`, bounds.height);
  const fit = `clamp(${ZOOM_MIN}, min(${wide}, ${high}), ${ZOOM_MAX})`;
  const zoom = `max(${fit}, ${READABLE_ZOOM})`;
  const gap = `(100cqh - ${bounds.height}px * ${fit}) / 2`;
  const top = `min(${gap}, ${gap} * 2 - ${BELOW_PX}px) + ${first.y - bounds.y}px * ${fit}`;
  // Jumps at the readable size: a number below it times very much is out of the clamp.
  const most = `clamp(${FIRST_OF_MORE_PX}px, ${FIRST_PX}px + (${fit} - ${READABLE_ZOOM}) * 1000000px, ${FIRST_PX}px)`;
  const { middle, aside } = acrossOf({ first, bounds });
  const x = `clamp(${ASIDE_PX}px, 50cqw + ${aside}px * ${fit}, 100cqw - ${ASIDE_PX}px) - ${middle}px * ${zoom}`;
  const y = `min(${top}, ${most}) - ${first.y}px * ${zoom}`;
  return `translate(calc(${x}), calc(${y})) scale(${zoom})`;
}

const clamp = (least: number, value: number, most: number) => Math.min(Math.max(least, value), most);

/** The first card's middle, and how far it is from the drawing's. */
function acrossOf({ first, bounds }: Start): { middle: number; aside: number } {
  const middle = first.x + NODE_WIDTH / 2;
  return { middle, aside: middle - (bounds.x + bounds.width / 2) };
}
