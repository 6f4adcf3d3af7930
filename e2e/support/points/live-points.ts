import type { Point } from "./point";

const numbers = "numbers arrive by themselves, open the people behind them, and colour the ways";
const numbersByKeys =
  "numbers are read with the step, and lead to the people, the colours, other days and other versions";

/** The journey while people are in it. */
export const livePoints: readonly Point[] = [
  {
    does: "sees who waits at a step, as its number says",
    mouse: `canvas.spec.ts › ${numbers}`,
    keys: `live-keyboard.spec.ts › ${numbersByKeys}`,
  },
  {
    does: "colours the ways by how many went",
    mouse: `canvas.spec.ts › ${numbers}`,
    keys: `live-keyboard.spec.ts › ${numbersByKeys}`,
  },
];
