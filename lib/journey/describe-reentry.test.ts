import { expect, it } from "vitest";
import { describeReentry } from "./describe-reentry";

it.each([
  [{ policy: "once" } as const, /once, ever/],
  [{ policy: "once_at_a_time" } as const, /once at a time/],
  [{ policy: "after", after: "P30D" } as const, /again 30 days after/],
  [{ policy: "parallel", key: "event.order_id" } as const, /one run for each event order id/],
  [{ policy: "parallel" } as const, /every trigger starts a run/],
])("%o is a sentence", (reentry, sentence) => {
  expect(describeReentry(reentry)).toMatch(sentence);
});
