import { describe, expect, it } from "vitest";
import { shortcutTable } from "@/components/shortcuts/shortcut-table";
import { readKey } from "./read-key";

const press = (key: string, held: Partial<Parameters<typeof readKey>[0]> = {}) =>
  readKey({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

describe("readKey", () => {
  it("undoes with control or command, redoes with shift added", () => {
    expect(press("z", { metaKey: true })).toEqual({ kind: "undo" });
    expect(press("z", { ctrlKey: true })).toEqual({ kind: "undo" });
    expect(press("Z", { ctrlKey: true, shiftKey: true })).toEqual({ kind: "redo" });
    expect(press("y", { ctrlKey: true })).toEqual({ kind: "redo" });
  });

  it("adds with A whether or not caps lock is on", () => {
    expect(press("a")).toEqual({ kind: "add" });
    expect(press("A")).toEqual({ kind: "add" });
  });

  it("takes all that follows along when shift is held", () => {
    expect(press("Delete")).toEqual({ kind: "delete", mode: "ask" });
    expect(press("Backspace", { shiftKey: true })).toEqual({ kind: "delete", mode: "with_following" });
  });

  it("leaves the browser's own keys alone", () => {
    expect(press("c", { ctrlKey: true })).toBeUndefined();
    expect(press("p", { ctrlKey: true })).toBeUndefined();
    expect(press("a", { altKey: true })).toBeUndefined();
    expect(press("Tab")).toBeUndefined();
  });

  it("selects with shift where it goes without", () => {
    expect(press("ArrowDown")).toEqual({ kind: "go", direction: "down" });
    expect(press("ArrowDown", { shiftKey: true })).toEqual({ kind: "extend", direction: "down" });
  });

  it("moves a card by hand with alt held", () => {
    expect(press("ArrowLeft", { altKey: true })).toEqual({ kind: "nudge", direction: "left" });
    expect(press("ArrowLeft", { altKey: true, ctrlKey: true })).toBeUndefined();
  });

  it("finds on layouts where the slash needs shift", () => {
    expect(press("/", { shiftKey: true })).toEqual({ kind: "search" });
    expect(press("f", { metaKey: true })).toEqual({ kind: "search" });
  });

  it("no two lines of the list mean the same key", () => {
    const presses = shortcutTable.flatMap(({ shortcuts }) => shortcuts.flatMap(({ on }) => Object.keys(on ?? {})));
    expect(new Set(presses).size).toBe(presses.length);
  });
});
