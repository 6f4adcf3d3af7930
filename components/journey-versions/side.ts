/** One of the states of a journey that can be looked at: the draft, the live version, what approval was asked for, or a version by its number. */
export type Side = "draft" | "live" | "asked" | number;

/** What the canvas of a journey shows. */
export type Shown =
  | { kind: "draft" }
  | { kind: "version"; side: "live" | number }
  | { kind: "compare"; before: Side; after: Side };

/** A side as the address writes it; undefined for anything else. */
export function readSide(text: string): Side | undefined {
  if (text === "draft" || text === "live" || text === "asked") return text;
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

/** What an address asks for (`?version=2`, `?version=live`, `?compare=2..draft`, `?compare=live..asked`); whatever cannot be read is the draft. */
export function readShown(version: string | null, compare: string | null): Shown {
  const [before, after, ...more] = (compare ?? "").split("..").map(readSide);
  if (before !== undefined && after !== undefined && more.length === 0) return { kind: "compare", before, after };
  const side = readSide(version ?? "");
  return side === undefined || side === "draft" || side === "asked" ? { kind: "draft" } : { kind: "version", side };
}

/** The same as parts of an address; empty: not in it. */
export function writeShown(shown: Shown): { version: string; compare: string } {
  switch (shown.kind) {
    case "draft":
      return { version: "", compare: "" };
    case "version":
      return { version: String(shown.side), compare: "" };
    case "compare":
      return { version: "", compare: `${shown.before}..${shown.after}` };
  }
}
