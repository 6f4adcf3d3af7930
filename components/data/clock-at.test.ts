import { describe, expect, it } from "vitest";
import { clockAt, offsetBehind } from "./clock-at";

const HOUR = 3_600_000;

describe("clockAt", () => {
  it("is not known before the sandbox has said where its clock stands", () => {
    expect(clockAt("sandbox", undefined, 1_000, undefined)).toBeUndefined();
    expect(clockAt("live", undefined, 1_000, undefined)).toBe(1_000);
    expect(clockAt("live", undefined, undefined, undefined)).toBeUndefined();
  });

  it("nothing that has happened lies ahead of it, however long ago it was read", () => {
    expect(clockAt("sandbox", HOUR, 1_000, 3 * HOUR)).toBe(3 * HOUR);
    expect(clockAt("sandbox", HOUR, 1_000, 2_000)).toBe(HOUR + 1_000);
    expect(clockAt("live", undefined, 1_000, 5_000)).toBe(5_000);
  });
});

describe("offsetBehind", () => {
  it("follows a clock that has gone on, and leaves one alone that is right", () => {
    expect(offsetBehind("sandbox", HOUR, 1_000, 3 * HOUR)).toBe(3 * HOUR - 1_000);
    expect(offsetBehind("sandbox", HOUR, 1_000, 2_000)).toBeUndefined();
    expect(offsetBehind("live", undefined, 1_000, 3 * HOUR)).toBeUndefined();
    expect(offsetBehind("sandbox", undefined, 1_000, 3 * HOUR)).toBeUndefined();
  });
});
