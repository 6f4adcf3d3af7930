import type { Point } from "./point";

const company =
  "two people see each other, the second is not let into a step by accident, and a conflict shows both sides";
const companyByKeys = "who else is here is read with the step; a lock and a conflict are answered with keys";
const palette = "the palette opens over every page, goes where it is told and gives the focus back";
const problem = "a problem leads into the setting that it is about, from the panel and from the publish sheet";

/** The canvas and the outline. */
export const canvasPoints: readonly Point[] = [
  {
    does: "sees who else is here and goes to where they are",
    mouse: `canvas.spec.ts › ${company}`,
    keys: `live-keyboard.spec.ts › ${companyByKeys}`,
  },
  {
    does: "is told that somebody edits a step, and goes in all the same",
    mouse: `canvas.spec.ts › ${company}`,
    keys: `live-keyboard.spec.ts › ${companyByKeys}`,
  },
  {
    does: "sees both sides of a stale save and decides",
    mouse: `canvas.spec.ts › ${company}`,
    keys: `live-keyboard.spec.ts › ${companyByKeys}`,
  },
  {
    does: "goes anywhere by the command palette, from any page",
    mouse: `palette.spec.ts › ${palette} › by mouse: from the sidebar to a page, to a journey, and to one of its steps`,
    keys: `palette.spec.ts › ${palette} › by keys: a person, whose page lists the keys too`,
  },
  {
    does: "reads all keys",
    mouse: `palette.spec.ts › ${palette} › by mouse: from the sidebar to a page, to a journey, and to one of its steps`,
    keys: `palette.spec.ts › ${palette} › by keys, from a page's own button and back to it`,
  },
  {
    does: "goes from a problem to the setting that it is about",
    mouse: `palette.spec.ts › ${problem} › by mouse, from the panel`,
    keys: `palette.spec.ts › ${problem} › by keys, from the sheet that refuses to publish`,
  },
];
