export type LaneWay = {
  sourceX: number;
  targetX: number;
  /** middle of the lane */
  lane: number;
  /** heights of source and target, and of the two bends between them; all px, growing downwards */
  top: number;
  bendY: number;
  meetY: number;
  bottom: number;
};

const RADIUS_PX = 12;

/** SVG path of a way that goes sideways into its lane, down past other steps, and sideways again to its target. */
export function lanePath({ sourceX, targetX, lane, top, bendY, meetY, bottom }: LaneWay): string {
  return [
    `M${sourceX},${top}`,
    ...turn(sourceX, lane, bendY, meetY),
    ...turn(lane, targetX, meetY, bottom),
    `L${targetX},${bottom}`,
  ].join(" ");
}

/** As lanePath without a lane: sideways once, at `bendY`. */
export function bentPath(way: Pick<LaneWay, "sourceX" | "targetX" | "top" | "bendY" | "bottom">): string {
  const { sourceX, targetX, top, bendY, bottom } = way;
  return [`M${sourceX},${top}`, ...turn(sourceX, targetX, bendY, bottom), `L${targetX},${bottom}`].join(" ");
}

/** From going down at `fromX` over the height `y` to going down at `toX`; `untilY`: where the next bend begins. */
function turn(fromX: number, toX: number, y: number, untilY: number): string[] {
  const aside = toX - fromX;
  if (aside === 0) return [];
  const radius = Math.max(0, Math.min(RADIUS_PX, Math.abs(aside) / 2, (untilY - y) / 2));
  const toward = Math.sign(aside) * radius;
  return [
    `L${fromX},${y - radius}`,
    `Q${fromX},${y} ${fromX + toward},${y}`,
    `L${toX - toward},${y}`,
    `Q${toX},${y} ${toX},${y + radius}`,
  ];
}
