import type { Point } from "./point";

const versions =
  "versions.spec.ts › J1 J2 J9 versions are looked at, compared and restored; people inside and their timers are decided about";
const keys = "journey-keyboard.spec.ts › versions, publishing, pausing and a dry run are decided with keys alone";
const compared = {
  mouse: `${versions} › the draft and live side by side on one canvas, with both mails`,
  keys: `${keys} › the comparison with both mails, and back`,
};
const removed = {
  mouse: `${versions} › whoever stands at a step that goes stays on the old version, goes elsewhere, or leaves`,
  keys: `${keys} › whoever stands at a step that goes stays on the old version, goes elsewhere, or leaves`,
};

const fourEyes = {
  mouse: "approvals.spec.ts › J14 what one asks for another looks at, sends back, approves, and it goes live, by mouse",
  keys: "approvals.spec.ts › J14 what one asks for another looks at, sends back, approves, and it goes live, with keys alone",
};

/** What is live beside what is drawn, and publishing. */
export const versionPoints: readonly Point[] = [
  { does: "sees the draft beside what is live, drawn on one canvas: added, removed, changed, moved", ...compared },
  { does: "sees a mail before and after", ...compared },
  {
    does: "restores a version as the draft, and takes that back",
    mouse: `${versions} › an old version is looked at by its address and restored, which can be undone`,
    keys: `${keys} › an old version is restored, and that is undone`,
  },
  {
    does: "reads who is inside and where before publishing, and lets people begin a changed step anew",
    mouse: `${versions} › publishing says what changes and who is inside, and moves them as decided`,
    keys: `${keys} › publishing with a word for the person inside`,
  },
  { does: "lets people at a removed step stay on their version", ...removed },
  { does: "moves people at a removed step to another one", ...removed },
  { does: "lets people at a removed step leave", ...removed },
  { does: "makes it a rule that somebody else approves what goes live, and asks for it with a note", ...fourEyes },
  { does: "looks at what was asked for beside what is live, approves it or asks for changes", ...fourEyes },
];
