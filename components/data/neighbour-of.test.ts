import { expect, test } from "vitest";
import { neighbourOf } from "./neighbour-of";

const items = [{ id: "a" }, { id: "b" }, { id: "c" }];

test("goes to the neighbour and stops at both ends", () => {
  expect(neighbourOf(items, "a", 1)?.id).toBe("b");
  expect(neighbourOf(items, "b", -1)?.id).toBe("a");
  expect(neighbourOf(items, "c", 1)).toBeUndefined();
  expect(neighbourOf(items, "a", -1)).toBeUndefined();
});

test("starts at the first when nothing, or something no longer listed, is chosen", () => {
  expect(neighbourOf(items, undefined, 1)?.id).toBe("a");
  expect(neighbourOf(items, "gone", -1)?.id).toBe("a");
  expect(neighbourOf([], undefined, 1)).toBeUndefined();
});
