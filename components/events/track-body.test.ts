import { expect, test } from "vitest";
import { trackBody } from "./track-body";

test("a person named by an address can be mailed; an id stays an id", () => {
  expect(trackBody("ada@example.com", "signed_up", {}).context).toEqual({ traits: { email: "ada@example.com" } });
  expect(trackBody("customer-1", "signed_up", { plan: "pro" })).toEqual({
    userId: "customer-1",
    event: "signed_up",
    properties: { plan: "pro" },
  });
});
