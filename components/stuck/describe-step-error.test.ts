import { expect, test } from "vitest";
import { describeStepError } from "./describe-step-error";

test("an error of one line is said as it is", () => {
  expect(describeStepError("“total” is not a number")).toEqual({ brief: "“total” is not a number", whole: undefined });
});

test("of a long one, and of one with more lines, all of it can be had", () => {
  expect(describeStepError("invalid input\n  at step")).toEqual({
    brief: "invalid input",
    whole: "invalid input\n  at step",
  });
  const { brief, whole } = describeStepError("x".repeat(400));
  expect(brief).toBe(`${"x".repeat(160)}…`);
  expect(whole).toHaveLength(400);
});

test("a code is said in words, and nothing at all, too", () => {
  expect(describeStepError("too_many_steps").brief).toMatch(/^The journey led them round in a circle/);
  expect(describeStepError(" ").brief).toBe("It gave no reason.");
});
