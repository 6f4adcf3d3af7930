import { expect, it } from "vitest";
import { describeEndReason } from "./end-reason";

it("why a run ended is said in words, an author's own as they wrote it", () => {
  expect(describeEndReason("end_of_path")).toBe("at the end of their path");
  expect(describeEndReason("step_error")).toBe("a step failed");
  expect(describeEndReason("cart emptied")).toBe("cart emptied");
});
