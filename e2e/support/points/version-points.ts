import type { Point } from "./point";

const versions =
  "versions.spec.ts › J1 J2 J9 versions are looked at, compared and restored; people inside and their timers are decided about";
const keys = "journey-keyboard.spec.ts › versions, publishing, pausing and a dry run are decided with keys alone";

/** What is live beside what is drawn, and publishing. */
export const versionPoints: readonly Point[] = [
  {
    does: "compares the draft with what is live on one canvas, a mail on both sides",
    mouse: `${versions} › the draft and live side by side on one canvas, with both mails`,
    keys: `${keys} › the comparison with both mails, and back`,
  },
  {
    does: "lets people begin a changed step anew as it is published",
    mouse: `${versions} › publishing says what changes and who is inside, and moves them as decided`,
    keys: `${keys} › publishing with a word for the person inside`,
  },
];
