import { expect, it } from "vitest";
import { reasonsOf } from "./reasons";

it("says why people did not pass: those who stand still first, then failures, skips by reason, and who left", () => {
  const reasons = reasonsOf({
    waiting: 3,
    entered: 100,
    left: { next: 80 },
    failed: 2,
    skipped: 9,
    skipped_by: { unsubscribed: 2, suppressed: 7 },
    dropped: 4,
    stuck: [{ kind: "quarantined", people: 2, since: null, detail: "division by zero" }],
  });
  expect(reasons.map(({ key, count }) => `${key} ${count}`)).toEqual([
    "stuck quarantined 2",
    "failed 2",
    "skipped suppressed 7",
    "skipped unsubscribed 2",
    "dropped 4",
  ]);
  expect(reasons[2]?.text).toBe("The address is on the suppression list.");
  expect(reasons[0]?.detail).toBe("division by zero");
});
