import type { Point } from "./point";

/** Walking a journey before it runs, and what has happened in one. */
export const walkPoints: readonly Point[] = [];
