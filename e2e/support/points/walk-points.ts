import type { Point } from "./point";

const mouse =
  "walk.spec.ts › J4 an invented person is walked by mouse: decisions with values, mails in their zone, time back and forth";
const keys =
  "walk-keyboard.spec.ts › J4 an invented person and a real one are walked with keys alone: later events, values, mails, time back and forth";
const invented = { mouse, keys: `${keys} › somebody invented, who does something later` };
const replay = {
  mouse:
    "walk.spec.ts › a real run is opened from its step and replayed by mouse, with why somebody else was not let in",
  keys: "walk-keyboard.spec.ts › a real run is opened from its step and replayed with keys alone, with why somebody else was not let in",
};

/** Walking a journey before it runs, and what has happened in one. */
export const walkPoints: readonly Point[] = [
  {
    does: "walks a journey as somebody real",
    mouse: "main-path.spec.ts › J5 a marketer draws a journey, and people walk it",
    keys: `${keys} › a real person`,
  },
  { does: "walks a journey as somebody invented, from the trigger's own values", ...invented },
  { does: "gives the walk later events with their times", ...invented },
  { does: "reads at each step what it decided, with the values compared", ...invented },
  {
    does: "sees every mail of the walk, rendered and dated",
    mouse,
    keys: `${keys} › the mails, and time back and forth`,
  },
  { does: "goes back and forward in the walk's time", mouse, keys: `${keys} › the mails, and time back and forth` },
  { does: "replays what happened to somebody", ...replay },
  { does: "asks why somebody did or did not get a mail, and why they were not let in", ...replay },
];
