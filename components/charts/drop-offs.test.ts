import { describe, expect, it } from "vitest";
import { dropOffs } from "./drop-offs";

describe("dropOffs", () => {
  it("says how many were lost since the step before", () => {
    expect(dropOffs([1000, 562, 562, 0])).toEqual([undefined, "−43.8 %", undefined, "−100.0 %"]);
  });
  it("does not call it a loss where more arrive, or where nobody was before", () => {
    expect(dropOffs([10, 20, 0, 5])).toEqual([undefined, undefined, "−100.0 %", undefined]);
  });
});
