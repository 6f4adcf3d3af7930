import { expect, it } from "vitest";
import { readShown, writeShown } from "./side";

it.each([
  [null, null, { kind: "draft" }],
  ["live", null, { kind: "version", side: "live" }],
  ["3", null, { kind: "version", side: 3 }],
  ["draft", null, { kind: "draft" }],
  [null, "2..draft", { kind: "compare", before: 2, after: "draft" }],
  [null, "live..4", { kind: "compare", before: "live", after: 4 }],
] as const)("version=%s compare=%s is %o, and back", (version, compare, shown) => {
  expect(readShown(version, compare)).toEqual(shown);
  const written = writeShown(readShown(version, compare));
  expect(readShown(written.version || null, written.compare || null)).toEqual(shown);
});

it.each(["-1", "0", "1.5", "1e3", "latest", "99999999999", "<b>"])("takes “%s” for no version", (text) => {
  expect(readShown(text, `${text}..draft`)).toEqual({ kind: "draft" });
});
