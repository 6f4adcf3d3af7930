import { expect, test } from "vitest";
import { HiddenAddresses } from "./hidden-addresses";

test("J13 addresses are numbers to the model and themselves again afterwards, wherever they stand", () => {
  const addresses = new HiddenAddresses();
  const seen = { assignees: ["ada@example.com", "bob@shop.example"], note: "Write to ada@example.com, please." };
  const shown = addresses.hide(seen);
  expect(shown).toEqual({ assignees: ["(address 1)", "(address 2)"], note: "Write to (address 1), please." });
  expect(addresses.show(shown)).toEqual(seen);
  expect(addresses.show("(address 9) and (address 2)")).toBe("(address 9) and bob@shop.example");
});

test("J13 a long text without a blank is looked through once, not once for each of its characters", () => {
  const long = "x".repeat(60_000);
  const addresses = new HiddenAddresses();
  expect(addresses.hide(`${long}; ada@example.com`)).toBe(`${long}; (address 1)`);
});
