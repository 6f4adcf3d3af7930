import { expect, test } from "vitest";
import { fieldErrors } from "./field-errors";
import { segmentCreateSchema } from "./schemas/segment";

test.each([
  [{ path: "plan", op: "like", value: 1 }, "condition.op"],
  [{ all: [{ tag: "vip" }, { path: "plan", op: "equal", value: 1 }] }, "condition.all.1.op"],
  [{ event: "bought", within: "soon" }, "condition.within"],
  [{ message: "seen" }, "condition.message"],
  [{ all: {} }, "condition.all"],
  [{}, "condition"],
  [{ like: "plan" }, "condition"],
])("of several forms the one that was meant is the one whose fault is named: %j", (condition, path) => {
  const { error } = segmentCreateSchema.safeParse({ name: "VIP", condition });
  expect(error && fieldErrors(error)).toMatchObject([{ path }]);
});
