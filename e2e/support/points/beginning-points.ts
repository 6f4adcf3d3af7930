import { doneBy, type Point } from "./point";

const found =
  "gallery.spec.ts › a journey is looked at and installed in two clicks, and a cart of 250 gets 30 off (J10, P7)";
const foundByKeys = "gallery.spec.ts › it can be searched and used by keyboard alone";
const warned =
  "gallery.spec.ts › before a journey is published its sheet says once what several mails ask for, and each leads to its block";
const newcomer =
  "first-run.spec.ts › a newcomer reads their first mail within three minutes, past empty pages that help";
const drafted =
  "drafting.spec.ts › J13 a sentence becomes a journey by mouse: described, looked at with its mails, accepted, taken back by name";
const draftedByKeys =
  "drafting.spec.ts › J13 with keys alone a journey that is there is changed: stopped, said differently, discarded, accepted, taken back";
const badInput = "bad-input.spec.ts › bad input is answered in words and costs nobody their work";

/** The gallery, the first run, and what goes wrong on the way. */
export const beginningPoints: readonly Point[] = [
  ...doneBy(found, foundByKeys, [
    "looks at a journey of the gallery: what it is for, what it needs, its mails",
    "installs it in two clicks, with its mails",
  ]),
  ...doneBy(drafted, draftedByKeys, [
    "describes a journey in words, looks at what would change, and accepts it",
    "takes a draft from a sentence back by its name",
  ]),
  ...doneBy(`${warned} › by mouse`, `${warned} › by keys`, [
    "reads a warning of several mails once, unfolds it and goes to each block",
  ]),
  ...doneBy(`${newcomer}, by mouse`, `${newcomer}, with keys alone`, [
    "has the first test mail within three minutes of signing up",
    "finds one thing to do and one example on every empty page",
  ]),
  {
    does: "sees how far a long operation is",
    mouse:
      "beyond-steps.spec.ts › T13 one person, and everybody in a segment, are put in by hand with the number first and data that steps see",
    keys: "journey-keyboard.spec.ts › everybody of a segment is put in with keys alone, and how far that is, is told",
  },
  ...doneBy(`${badInput}, by mouse`, `${badInput}, with keys alone`, [
    "takes something away without a question and takes that back",
    "pastes steps of another version",
    "pastes two megabytes of text",
    "uploads a picture of 40 MB",
    "uploads an SVG with a script",
    "writes Liquid that never ends",
    "writes a variable that nobody has",
    "saves a mail at the same time as somebody else",
    "loses the connection while writing a mail",
    "takes away a template that a live journey sends",
  ]),
];
