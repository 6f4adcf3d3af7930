import { expect, test } from "vitest";
import type { Problem } from "@/lib/journey/problem";
import { countProblems, sayProblemCount } from "./count-problems";

const unseen = (node_id: string): Problem => ({
  code: "unseen_event",
  severity: "warning",
  message: "No event “cart_emptied” has arrived yet.",
  node_id,
});

test("problems are counted as they are listed: a warning that concerns three steps is one", () => {
  const warnings = ["a", "b", "c"].map(unseen);
  expect(countProblems(warnings)).toBe(1);
  expect([[], warnings, [...warnings, { ...unseen("d"), severity: "error" as const }]].map(sayProblemCount)).toEqual([
    "No problems",
    "1 problem",
    "2 problems",
  ]);
});
