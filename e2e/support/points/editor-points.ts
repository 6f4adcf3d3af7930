import type { Point } from "./point";

const company =
  "canvas.spec.ts › two people see each other, the second is not let into a step by accident, and a conflict shows both sides";
const companyByKeys =
  "live-keyboard.spec.ts › who else is here is read with the step; a lock and a conflict are answered with keys";
const outline = "outline.spec.ts › the outline is edited to the same extent by mouse";
const outlineByKeys =
  "outline.spec.ts › the outline is edited to the same extent with keys alone, and its address can be sent";
const phone = "outline.spec.ts › on a phone the outline has every step's menu, counts and settings";
const palette = "palette.spec.ts › the palette opens over every page, goes where it is told and gives the focus back";
const problem =
  "palette.spec.ts › a problem leads into the setting that it is about, from the panel and from the publish sheet";
const replay =
  "walk.spec.ts › a real run is opened from its step and replayed by mouse, with why somebody else was not let in";
const replayByKeys =
  "walk-keyboard.spec.ts › a real run is opened from its step and replayed with keys alone, with why somebody else was not let in";
const versions =
  "versions.spec.ts › J1 J2 J9 versions are looked at, compared and restored; people inside and their timers are decided about › the draft and live side by side on one canvas, with both mails";
const versionsByKeys =
  "journey-keyboard.spec.ts › versions, publishing, pausing and a dry run are decided with keys alone › the comparison with both mails, and back";

/** Around the canvas: the outline, others, addresses, and what goes everywhere. */
export const editorPoints: readonly Point[] = [
  { does: "edits in the outline all that the canvas edits", mouse: outline, keys: outlineByKeys },
  { does: "edits on a phone", mouse: `${phone} › by touch`, keys: `${phone} › with a keyboard` },
  { does: "sees who else is here and goes to where they are", mouse: company, keys: companyByKeys },
  { does: "is told that somebody edits a step, and goes in all the same", mouse: company, keys: companyByKeys },
  { does: "sees both sides of a stale save and decides", mouse: company, keys: companyByKeys },
  { does: "has an address for an open step", mouse: outline, keys: outlineByKeys },
  { does: "has an address for the outline", mouse: outline, keys: outlineByKeys },
  { does: "has an address for a person's way through the journey", mouse: replay, keys: replayByKeys },
  { does: "has an address for versions and comparisons", mouse: versions, keys: versionsByKeys },
  {
    does: "goes anywhere by the command palette, from any page",
    mouse: `${palette} › by mouse: from the sidebar to a page, to a journey, and to one of its steps`,
    keys: `${palette} › by keys: a person, whose page lists the keys too`,
  },
  {
    does: "reads all keys",
    mouse: `${palette} › by mouse: from the sidebar to a page, to a journey, and to one of its steps`,
    keys: `${palette} › by keys, from a page's own button and back to it`,
  },
  {
    does: "goes from a problem to the setting that it is about",
    mouse: `${problem} › by mouse, from the panel`,
    keys: `${problem} › by keys, from the sheet that refuses to publish`,
  },
];
