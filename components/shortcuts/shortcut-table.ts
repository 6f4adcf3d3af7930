/** What a key asks for on the canvas and in the outline. Keys that only look: */
export type ViewKey =
  | { kind: "go" | "extend"; direction: "up" | "down" | "left" | "right" }
  | {
      kind:
        | "first"
        | "last"
        | "open"
        | "close"
        | "people"
        | "comments"
        | "all_comments"
        | "fit"
        | "search"
        | "outline"
        | "select_all";
    };
/** Keys that change the journey, or prepare to. */
export type EditKey =
  | { kind: "add" | "start" | "duplicate" | "move" | "join" | "note" | "undo" | "redo" | "palette" }
  | { kind: "nudge"; direction: "up" | "down" | "left" | "right" }
  | { kind: "put_with_following" }
  | { kind: "delete"; mode: "ask" | "with_following" };
export type CanvasKey = ViewKey | EditKey;

export type Shortcut = {
  /** as the list writes them */
  keys: readonly string[];
  does: string;
  /** presses that perform `command` on the canvas, as pressOf writes them; none: somebody else listens for it */
  on?: Readonly<Record<string, CanvasKey>>;
};

const go = (kind: "go" | "extend" | "nudge", held: string): Record<string, CanvasKey> => ({
  [`${held}arrowup`]: { kind, direction: "up" },
  [`${held}arrowdown`]: { kind, direction: "down" },
  [`${held}arrowleft`]: { kind, direction: "left" },
  [`${held}arrowright`]: { kind, direction: "right" },
});

/** Every key there is: the list that "?" opens, and what the canvas listens for. */
export const shortcutTable: readonly { group: string; shortcuts: readonly Shortcut[] }[] = [
  {
    group: "Everywhere",
    shortcuts: [
      { keys: ["⌘", "K"], does: "Search pages, journeys, people, steps and actions" },
      { keys: ["?"], does: "This list" },
      { keys: ["Alt", "T"], does: "To the messages in the corner, with their Undo" },
    ],
  },
  {
    group: "Journey: going around",
    shortcuts: [
      { keys: ["↑", "↓", "←", "→"], does: "Go from step to step", on: go("go", "") },
      { keys: ["Home", "End"], does: "First or last step", on: { home: { kind: "first" }, end: { kind: "last" } } },
      { keys: ["Enter"], does: "Open the step’s settings", on: { enter: { kind: "open" } } },
      { keys: ["W"], does: "Who is at the step, who passed, who left", on: { w: { kind: "people" } } },
      { keys: ["C"], does: "Comment on the step", on: { c: { kind: "comments" } } },
      { keys: ["⇧", "C"], does: "All comments on the journey", on: { "shift+c": { kind: "all_comments" } } },
      { keys: ["Esc"], does: "Close what is open, drop the selection", on: { escape: { kind: "close" } } },
      { keys: ["/"], does: "Find a step (also ⌘F)", on: { "/": { kind: "search" }, "mod+f": { kind: "search" } } },
      { keys: ["O"], does: "Outline or canvas", on: { o: { kind: "outline" } } },
      { keys: ["F"], does: "Fit everything on the screen", on: { f: { kind: "fit" } } },
    ],
  },
  {
    group: "Journey: changing it",
    shortcuts: [
      { keys: ["A"], does: "Add a step after this one", on: { a: { kind: "add" } } },
      { keys: ["Alt", "Enter"], does: "In the list of steps: place it by itself, unconnected" },
      { keys: ["⇧", "A"], does: "Add another start", on: { "shift+a": { kind: "start" } } },
      { keys: ["D"], does: "Duplicate", on: { d: { kind: "duplicate" } } },
      { keys: ["M"], does: "Move: then a +, or Enter on the step before it", on: { m: { kind: "move" } } },
      {
        keys: ["⇧", "Enter"],
        does: "While something moves: put it behind this step with all that follows it",
        on: { "shift+enter": { kind: "put_with_following" } },
      },
      { keys: ["Alt", "↑ ↓ ← →"], does: "Move the card by hand, out of its line", on: go("nudge", "alt+") },
      { keys: ["J"], does: "Join: choose where the exits lead", on: { j: { kind: "join" } } },
      { keys: ["N"], does: "Write a note", on: { n: { kind: "note" } } },
      {
        keys: ["Delete"],
        does: "Delete",
        on: { delete: { kind: "delete", mode: "ask" }, backspace: { kind: "delete", mode: "ask" } },
      },
      {
        keys: ["⇧", "Delete"],
        does: "Delete with all that follows",
        on: {
          "shift+delete": { kind: "delete", mode: "with_following" },
          "shift+backspace": { kind: "delete", mode: "with_following" },
        },
      },
      { keys: ["⌘", "Z"], does: "Undo", on: { "mod+z": { kind: "undo" } } },
      {
        keys: ["⇧", "⌘", "Z"],
        does: "Redo",
        on: { "mod+shift+z": { kind: "redo" }, "mod+y": { kind: "redo" } },
      },
      { keys: ["P"], does: "The list of steps, to drag or to choose from", on: { p: { kind: "palette" } } },
    ],
  },
  {
    group: "Journey: several steps",
    shortcuts: [
      { keys: ["⇧", "↑ ↓ ← →"], does: "Select from step to step", on: go("extend", "shift+") },
      { keys: ["⌘", "A"], does: "Select all", on: { "mod+a": { kind: "select_all" } } },
      { keys: ["⇧", "click"], does: "Select one more; ⇧ and drag selects with a box" },
      { keys: ["⌘", "C"], does: "Copy, also for other journeys and workspaces" },
      { keys: ["⌘", "X"], does: "Cut" },
      { keys: ["⌘", "V"], does: "Paste after the focused step" },
      { keys: ["⇧", "drop"], does: "Dropping a step on a + takes all that follows along" },
      { keys: ["Alt", "drop"], does: "Dropping a step leaves it there, also on a +" },
    ],
  },
  {
    group: "Comments",
    shortcuts: [
      { keys: ["@"], does: "Mention a member; ↑ ↓ choose, Enter takes" },
      { keys: ["⌘", "Enter"], does: "Send" },
      { keys: ["Esc"], does: "Put it away; what was typed stays" },
    ],
  },
  {
    group: "Tasks",
    shortcuts: [
      { keys: ["J", "K"], does: "Next and previous task" },
      { keys: ["D"], does: "Tick off, or put back" },
      { keys: ["Enter"], does: "Read its notes" },
    ],
  },
  {
    group: "Email editor",
    shortcuts: [
      { keys: ["Tab"], does: "From block to block, into words and variables" },
      { keys: ["Enter"], does: "On a block: write in it; on a variable: what stands there when it is empty" },
      { keys: ["Esc"], does: "From the words or the settings back to the block" },
      { keys: ["Alt", "Enter"], does: "The settings of the block; in the subject: those of the mail" },
      { keys: ["Alt", "↑ ↓"], does: "Move the block" },
      { keys: ["⌘", "D"], does: "Duplicate the block" },
      { keys: ["Delete"], does: "Delete the block" },
      { keys: ["{{"], does: "Put a variable in" },
      { keys: ["⌘", "B I U"], does: "Bold, italic, underlined" },
      { keys: ["Alt", "F10"], does: "The toolbar of the text; Esc goes back to it" },
    ],
  },
  {
    group: "Inbox",
    shortcuts: [{ keys: ["J", "K"], does: "Next and previous message" }],
  },
];

export type KeyPress = { key: string; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean; altKey: boolean };

/** A press as one text: "mod+shift+z", "arrowup", "/". Shift counts only where it does not make the character itself. */
export function pressOf({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyPress): string {
  const makesCharacter = key.length === 1 && !/[a-z]/i.test(key);
  return `${ctrlKey || metaKey ? "mod+" : ""}${altKey ? "alt+" : ""}${shiftKey && !makesCharacter ? "shift+" : ""}${key.toLowerCase()}`;
}
