/** What the keyboard does on the canvas; the help dialog lists the same. */
export const shortcuts: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ["↑", "↓"], does: "Go to the step before or after" },
  { keys: ["←", "→"], does: "Go to the step beside" },
  { keys: ["Enter"], does: "Open the step’s settings" },
  { keys: ["Esc"], does: "Close what is open" },
  { keys: ["A"], does: "Add a step after this one" },
  { keys: ["D"], does: "Duplicate the step" },
  { keys: ["M"], does: "Move the step, then choose a +" },
  { keys: ["Delete"], does: "Delete the step" },
  { keys: ["⇧", "Delete"], does: "Delete it and all that follows" },
  { keys: ["⌘", "Z"], does: "Undo" },
  { keys: ["⇧", "⌘", "Z"], does: "Redo" },
  { keys: ["F"], does: "Fit everything on the screen" },
  { keys: ["P"], does: "Show or hide the list of steps to drag" },
  { keys: ["?"], does: "This list" },
];

/** Keys that only look. */
export type ViewKey =
  | { kind: "go"; direction: "up" | "down" | "left" | "right" }
  | { kind: "open" }
  | { kind: "close" }
  | { kind: "fit" }
  | { kind: "help" };
/** Keys that change the journey, or prepare to. */
export type EditKey =
  | { kind: "add" }
  | { kind: "duplicate" }
  | { kind: "move" }
  | { kind: "undo" }
  | { kind: "redo" }
  | { kind: "palette" }
  | { kind: "delete"; mode: "only" | "with_following" };
export type CanvasKey = ViewKey | EditKey;

type KeyPress = { key: string; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean; altKey: boolean };

const plain: Readonly<Record<string, CanvasKey>> = {
  ArrowUp: { kind: "go", direction: "up" },
  ArrowDown: { kind: "go", direction: "down" },
  ArrowLeft: { kind: "go", direction: "left" },
  ArrowRight: { kind: "go", direction: "right" },
  Enter: { kind: "open" },
  Escape: { kind: "close" },
  a: { kind: "add" },
  d: { kind: "duplicate" },
  m: { kind: "move" },
  f: { kind: "fit" },
  p: { kind: "palette" },
  "?": { kind: "help" },
};

/** What a key press on the canvas asks for; undefined for what is none of its keys. */
export function readKey(press: KeyPress): CanvasKey | undefined {
  const { key, shiftKey } = press;
  if (press.ctrlKey || press.metaKey) {
    if (key.toLowerCase() === "z") return { kind: shiftKey ? "redo" : "undo" };
    return key.toLowerCase() === "y" ? { kind: "redo" } : undefined;
  }
  if (press.altKey) return undefined;
  if (key === "Delete" || key === "Backspace") return { kind: "delete", mode: shiftKey ? "with_following" : "only" };
  return plain[key] ?? plain[key.toLowerCase()];
}
