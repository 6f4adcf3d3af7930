import { describe, expect, test } from "vitest";
import { checkCondition } from "./check-condition";
import { conditionSchema } from "./condition";
import { describeCondition } from "./describe-condition";
import { namedFacts } from "./named-facts";
import { plainNames } from "./names";

describe.each(namedFacts)("$name", ({ condition }) => {
  test("is a plain condition that can be used as it is, in a journey and in a segment", () => {
    expect(conditionSchema.parse(condition)).toEqual(condition);
    expect(checkCondition(condition)).toEqual([]);
    expect(describeCondition(condition, plainNames)).not.toBe("");
  });
});
