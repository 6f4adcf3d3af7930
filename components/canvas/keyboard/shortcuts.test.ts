import { describe, expect, it } from "vitest";
import { readKey } from "./shortcuts";

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
    expect(press("Delete")).toEqual({ kind: "delete", mode: "only" });
    expect(press("Backspace", { shiftKey: true })).toEqual({ kind: "delete", mode: "with_following" });
  });

  it("leaves the browser's own keys alone", () => {
    expect(press("a", { ctrlKey: true })).toBeUndefined();
    expect(press("ArrowLeft", { altKey: true })).toBeUndefined();
    expect(press("Tab")).toBeUndefined();
  });
});
