import { expect, test } from "vitest";
import { sendId } from "./send-id";

test("the same visit of the same run always gives the same ledger key, and any other visit another", () => {
  expect(sendId("42", 3, "email")).toBe(sendId("42", 3, "email"));
  expect(
    new Set([sendId("42", 3, "email"), sendId("42", 4, "email"), sendId("423", 0, "email"), sendId("42", 3, "webhook")])
      .size,
  ).toBe(4);
  expect(sendId("42", 3, "email")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
