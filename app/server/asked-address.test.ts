import { expect, test } from "vitest";
import { askedAddress } from "./asked-address";

test("an address is kept with its query as it was asked for", () => {
  expect(askedAddress("/w/main/journeys/01?step=a%20b&view=report")).toBe("/w/main/journeys/01?step=a%20b&view=report");
});

test("what Next adds to ask for a part of a page is left out", () => {
  expect(askedAddress("/w/main/people?_rsc=abc")).toBe("/w/main/people");
  expect(askedAddress("/w/main/people?q=ada&_rsc=abc")).toBe("/w/main/people?q=ada");
});

test("nothing but a path of this site comes out", () => {
  expect(askedAddress("https://evil.example/w/main")).toBe("/w/main");
});
