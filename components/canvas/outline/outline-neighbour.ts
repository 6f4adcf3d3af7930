import type { Direction } from "../flow/next-focus";
import type { OutlineRow } from "./outline-rows";

/** The row that an arrow key goes to, as in any tree: up and down row by row, left to what it belongs to, right to its first own row. */
export function outlineNeighbour(
  rows: readonly OutlineRow[],
  key: string,
  direction: Direction,
): OutlineRow | undefined {
  const at = rows.findIndex((row) => row.key === key);
  const here = rows[at];
  if (!here) return rows[0];
  switch (direction) {
    case "up":
      return rows[at - 1];
    case "down":
      return rows[at + 1];
    case "left":
      return rows.slice(0, at).findLast((row) => row.depth < here.depth);
    case "right": {
      const next = rows[at + 1];
      return next && next.depth > here.depth ? next : undefined;
    }
  }
}
