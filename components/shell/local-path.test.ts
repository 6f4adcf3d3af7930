import { describe, expect, it } from "vitest";
import { localPath } from "./local-path";

describe("localPath", () => {
  it.each(["/w/main?tab=a#b", "/sign-up?invitation=x"])("goes on to a page of this site: %s", (path) => {
    expect(localPath(path)).toBe(path);
  });
  it.each(["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "w/main"])(
    "never sends anybody elsewhere: %j",
    (path) => {
      expect(localPath(path)).toBe("/");
    },
  );
  it("takes nothing, or several answers, for the start page", () => {
    expect(localPath(undefined)).toBe("/");
    expect(localPath(["/a", "/b"])).toBe("/");
  });
});
