import { expect, test } from "vitest";
import type { TestResult } from "@/lib/api/schemas/journey-test";
import { describeDifference } from "./describe-difference";

const steps = new Map([
  [
    "hour",
    {
      summary: "Wait for “paid”, at most 1 hour",
      ports: [
        { key: "paid", label: "Paid" },
        { key: "timeout", label: "No event" },
      ],
    },
  ],
  ["mail", { summary: "Send “Your cart”", ports: [{ key: "next", label: "Next" }] }],
  ["thanks", { summary: "Send “Thanks”", ports: [{ key: "next", label: "Next" }] }],
]);

function said(part: NonNullable<TestResult["difference"]>["in"], expected: string, actual: string, index = 1) {
  const actually: TestResult["actual"] = { path: [], messages: [], ended: "completed", reason: null };
  const difference = { in: part, index, expected, actual };
  return describeDifference({ id: null, name: "Test", passed: false, difference, actual: actually }, steps);
}

test("a difference names steps and exits by the words of the canvas", () => {
  expect(said("path", "hour by “paid”", "hour by “timeout”")).toBe(
    "Step 2, “Wait for “paid”, at most 1 hour”, should be left by “Paid”, but is left by “No event”.",
  );
  expect(said("path", "hour by “paid”", "mail by “next”")).toBe(
    "Step 2 should be “Wait for “paid”, at most 1 hour” left by “Paid”, but is “Send “Your cart””.",
  );
  expect(said("path", "mail", "nothing more")).toBe("Step 2 should be “Send “Your cart””, but is nothing more.");
  expect(said("messages", "mail with “Ada”", "mail with “Your cart, Bo”", 0)).toBe(
    "Mail 1, “Send “Your cart””, should have “Ada” in its subject, which is “Your cart, Bo”.",
  );
  expect(said("messages", "mail with “Ada”", "thanks with “Hi”", 0)).toBe(
    "Mail 1 should be “Send “Your cart””, but is “Send “Thanks””.",
  );
  expect(said("ended", "completed", "waiting")).toBe("It should end as “Completed”, but ends as “Still waiting”.");
});
