import { expect, test } from "vitest";
import { lastUsed } from "./last-workspace";

const workspaces = [{ slug: "alpha" }, { slug: "beta" }];

test("leads to the workspace last used", () => {
  expect(lastUsed(workspaces, "beta")).toEqual({ slug: "beta" });
});

test("leads to the first when none was used here, or it is not theirs any more", () => {
  expect(lastUsed(workspaces, undefined)).toEqual({ slug: "alpha" });
  expect(lastUsed(workspaces, "somebody-elses")).toEqual({ slug: "alpha" });
  expect(lastUsed([], "beta")).toBeUndefined();
});
