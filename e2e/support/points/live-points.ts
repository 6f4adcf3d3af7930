import type { Point } from "./point";

const numbers = {
  mouse: "canvas.spec.ts › numbers arrive by themselves, open the people behind them, and colour the ways",
  keys: "live-keyboard.spec.ts › numbers are read with the step, and lead to the people, the colours, other days and other versions",
};
const walk =
  "walk-keyboard.spec.ts › J4 an invented person and a real one are walked with keys alone: later events, values, mails, time back and forth";
const replay =
  "walk.spec.ts › a real run is opened from its step and replayed by mouse, with why somebody else was not let in";
const stuck = "walk.spec.ts › people who wait for what cannot happen are found and taken out";

/** The journey while people are in it. */
export const livePoints: readonly Point[] = [
  { does: "reads who waits at a step, as people move", ...numbers },
  { does: "opens the people at a step", ...numbers },
  { does: "colours the ways by how many went and where people are lost", ...numbers },
  { does: "counts other days", ...numbers },
  { does: "counts another version", ...numbers },
  {
    does: "reads why people were skipped or failed at a step",
    mouse: `${replay} › the reason of whoever was skipped, at the step`,
    keys: `${walk} › why somebody was skipped at a step`,
  },
  {
    does: "sees who stands still, goes to the step, and takes them out",
    mouse: `${stuck} › by mouse: what is stuck, and where`,
    keys: `${stuck} › with keys: they are taken out`,
  },
];
