import type { Point } from "./point";

const onCanvas =
  "canvas-keyboard.spec.ts › N34 a journey is built, changed, noted and taken back on the canvas with keys alone";
const alone =
  "canvas-keyboard.spec.ts › a step is placed by itself and led to with keys; what is typed as the page is left is there on the way back";
const dragged =
  "canvas.spec.ts › a step is dragged from the list onto a plus, and a card onto another; anywhere else it stays, and Tidy puts it back";
const drawn =
  "canvas.spec.ts › a way is drawn from a port; what cannot be says why while hovering; a way back is a chip that leads there";
const pasted =
  "canvas.spec.ts › J12 a box selects, what is copied goes into another journey, and what does not fit is named before anything changes";
const dropped =
  "canvas-steps.spec.ts › a step from the list that is dropped beside the journey stands there by itself; on an empty canvas it is the first";
const menu =
  "canvas-steps.spec.ts › the menu of a step does everything, notes are read on the canvas, and a step is found";
const long =
  "canvas-steps.spec.ts › a long journey has an overview that is dragged, and keys that go to its end and show all of it";

/** The canvas: what is put in, moved, joined, taken back, copied and found. */
export const canvasPoints: readonly Point[] = [
  {
    does: "puts a step in at a plus, from the one searchable list",
    mouse: "main-path.spec.ts › J5 a marketer draws a journey, and people walk it",
    keys: `${onCanvas} › adds at a chosen exit of a branch; undone and done again by name`,
  },
  {
    does: "adds a step after the one it is at, as A does",
    mouse: menu,
    keys: `${onCanvas} › adds at a chosen exit of a branch; undone and done again by name`,
  },
  {
    does: "takes a step from the list beside the canvas",
    mouse: dragged,
    keys: `${onCanvas} › chooses from the list of steps, behind the step one is at`,
  },
  {
    does: "places a step by itself, unconnected",
    mouse: dropped,
    keys: `${alone} › by itself, unconnected`,
  },
  {
    does: "adds another way to start",
    mouse: drawn,
    keys: "live-keyboard.spec.ts › numbers are read with the step, and lead to the people, the colours, other days and other versions",
  },
  {
    does: "moves a step to another place in the flow",
    mouse: dragged,
    keys: `${onCanvas} › moves a step with all that follows, and one alone, by going where it belongs`,
  },
  {
    does: "moves a step with all that follows it (Shift)",
    mouse: dragged,
    keys: `${onCanvas} › moves a step with all that follows, and one alone, by going where it belongs`,
  },
  {
    does: "moves a card by hand, out of its line (Alt)",
    mouse: dragged,
    keys: `${onCanvas} › moves a card by hand, and puts it back in line`,
  },
  {
    does: "tidies what was moved by hand",
    mouse: dragged,
    keys: `${onCanvas} › moves a card by hand, and puts it back in line`,
  },
  {
    does: "leads an exit to a step that is there: a join or a loop",
    mouse: drawn,
    keys: `${alone} › an exit is led to it; what cannot be says why`,
  },
  {
    does: "is told why a connection cannot be",
    mouse: drawn,
    keys: `${alone} › an exit is led to it; what cannot be says why`,
  },
  {
    does: "follows a way back to where its chip leads",
    mouse: drawn,
    keys: `${alone} › a way back is followed down to where it leads`,
  },
  {
    does: "deletes one step, or it and all that follows",
    mouse: menu,
    keys: `${onCanvas} › deletes: this step, or all that follows too`,
  },
  {
    does: "undoes and does again, by the name of what was done",
    mouse: dragged,
    keys: `${onCanvas} › adds at a chosen exit of a branch; undone and done again by name`,
  },
  {
    does: "duplicates a step",
    mouse: menu,
    keys: "outline.spec.ts › the outline is edited to the same extent with keys alone, and its address can be sent",
  },
  {
    does: "copies steps and pastes them in the same journey",
    mouse: menu,
    keys: `${onCanvas} › selects several along the way, copies and pastes them behind another step`,
  },
  {
    does: "copies steps into another journey, and is told what does not fit there",
    mouse: pasted,
    keys: `${onCanvas} › takes steps into another journey; what does not fit is named before anything changes`,
  },
  {
    does: "selects several steps",
    mouse: pasted,
    keys: `${onCanvas} › selects several along the way, copies and pastes them behind another step`,
  },
  {
    does: "finds a step by its words",
    mouse: menu,
    keys: `${onCanvas} › finds a step by its words`,
  },
  {
    does: "goes far in a long journey (by mouse on the overview)",
    mouse: `${long} › by mouse`,
    keys: `${long} › with keys`,
  },
  {
    does: "fits the whole journey on the screen",
    mouse: `${long} › by mouse`,
    keys: `${long} › with keys`,
  },
  {
    does: "writes a note, anchored to its step and read on the canvas",
    mouse: menu,
    keys: `${onCanvas} › writes a note, read on the canvas`,
  },
  {
    does: "goes from step to step, and opens one",
    mouse: menu,
    keys: `${onCanvas} › goes from step to step: one stop for all of them, arrows along the ways`,
  },
  {
    does: "works on without a connection",
    mouse: "canvas.spec.ts › without a connection work goes on, and is stored when it comes back",
    keys: `${alone} › what is done without a connection is stored when it comes back`,
  },
];
