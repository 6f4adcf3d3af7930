import { describe, expect, it } from "vitest";
import { countWords } from "./count-words";
import type { NodeCounts } from "./store/counts-store";

const counts = (part: Partial<NodeCounts>): NodeCounts => ({
  waiting: 0,
  entered: 0,
  left: {},
  failed: 0,
  skipped: 0,
  skipped_by: {},
  dropped: 0,
  stuck: [],
  ...part,
});

describe("countWords", () => {
  it("says who waits before who passed, in one phrase", () => {
    expect(countWords(counts({ entered: 15, waiting: 1_203, left: { yes: 10, no: 2 }, skipped: 1 }), false)).toBe(
      "1,203 waiting, 12 passed, 1 skipped",
    );
  });

  it("says of a trigger how many entered", () => {
    expect(countWords(counts({ entered: 7, left: { next: 7 } }), true)).toBe("7 entered");
  });

  it("says nothing where nobody has been", () => {
    expect(countWords(counts({}), false)).toBe("");
  });
});
