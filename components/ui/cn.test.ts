import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { twMerge } from "tailwind-merge";
import { describe, expect, it } from "vitest";
import { cn } from "./cn";

const ROOT = path.join(import.meta.dirname, "../..");

/** Every word in a text of the pages' sources that tailwind-merge takes for a class, without its modifiers. */
function classesInUse(): string[] {
  const words = new Set<string>();
  const files = globSync("{app,components}/**/*.{ts,tsx}", { cwd: ROOT });
  for (const file of files.filter((name) => !/class-groups|\.test\./.test(name)))
    for (const [, text = ""] of readFileSync(path.join(ROOT, file), "utf8").matchAll(/["'`]([^"'`\n]*)["'`]/g))
      for (const word of text.split(/\s+/)) words.add(withoutModifiers(word));
  words.delete("");
  return [...words].filter((word) => twMerge(`${word} ${word}`) === word);
}

function withoutModifiers(word: string): string {
  let depth = 0;
  let from = 0;
  for (const [at, letter] of [...word].entries()) {
    if (letter === "[" || letter === "(") depth++;
    if (letter === "]" || letter === ")") depth--;
    if (letter === ":" && depth === 0) from = at + 1;
  }
  return word.slice(from).replaceAll(/^!|!$/g, "");
}

describe("cn", () => {
  it("lets the later of two win as tailwind-merge does, for any two classes in use", () => {
    const classes = classesInUse();
    expect(classes.length).toBeGreaterThan(500);
    // Of each kind at least one: what is left of all of them, from either end.
    const kinds = [...new Set([classes, classes.toReversed()].flatMap((all) => twMerge(all).split(" ")))];
    const tried = [
      ...classes.map((word) => [...kinds.filter((kind) => kind !== word), word]),
      ...kinds.map((word) => [word, ...kinds.filter((kind) => kind !== word)]),
    ];
    const different = tried.filter((all) => cn(all) !== twMerge(all)).map((all) => [all[0], all.at(-1)]);
    expect(different, "components/ui/class-groups.ts lacks the kind of one of these").toEqual([]);
  });

  it("keeps what holds in different states apart", () => {
    expect(cn("bg-card hover:bg-accent", "bg-muted", "md:hover:bg-card")).toBe(
      "hover:bg-accent bg-muted md:hover:bg-card",
    );
    expect(cn("h-9 px-2.5", undefined, false, ["size-10"])).toBe("px-2.5 size-10");
  });
});
