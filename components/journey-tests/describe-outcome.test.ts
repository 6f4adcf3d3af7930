import { expect, it } from "vitest";
import { describeOutcome } from "./describe-outcome";

it("what comes of a case is told without a verdict, and in the words of the form", () => {
  const path = [{ node_id: "start", port: "next" }];
  expect(describeOutcome({ path, messages: [], ended: "exited", reason: null })).toBe(
    "As the draft is now: 1 step, no mail, “Left early”. Say below what must come of it, or expect just that.",
  );
  const messages = [
    { node_id: "a", subject: "A" },
    { node_id: "b", subject: "B" },
  ];
  expect(describeOutcome({ path: [...path, ...path], messages, ended: "completed", reason: null })).toContain(
    "2 steps, 2 mails, “Completed”",
  );
});
