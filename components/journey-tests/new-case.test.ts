import { expect, it } from "vitest";
import { newCase, saysSomething } from "./new-case";

it("a new test expects nothing until its author does, and leaves the time to the workspace's clock", () => {
  const made = newCase([{ type: "trigger.event", config: { event: "cart_abandoned" } }]);
  expect(saysSomething(made.expect)).toBe(false);
  expect(made.trigger.event).toBe("cart_abandoned");
  expect(made.start_at).toBe("");
});

it("one word of the author's is an expectation: also that no mail may be sent", () => {
  expect(saysSomething({ path_match: "exact", messages: [] })).toBe(true);
  expect(saysSomething({ path_match: "exact", ended: "exited" })).toBe(true);
});
