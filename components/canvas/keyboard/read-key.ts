import { type CanvasKey, type KeyPress, pressOf, shortcutTable } from "@/components/shortcuts/shortcut-table";

const commands: ReadonlyMap<string, CanvasKey> = new Map(
  shortcutTable.flatMap(({ shortcuts }) => shortcuts.flatMap(({ on }) => Object.entries(on ?? {}))),
);

/** What a key press on the canvas asks for; undefined for what is none of its keys. */
export function readKey(press: KeyPress): CanvasKey | undefined {
  return commands.get(pressOf(press));
}
