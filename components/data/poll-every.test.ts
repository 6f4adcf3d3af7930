import { expect, it } from "vitest";
import { pollEvery } from "./poll-every";

it("what could not be loaded stays said as that until somebody tries again", () => {
  expect(pollEvery(2_500)({ state: { status: "error", data: undefined } })).toBe(false);
  expect(pollEvery<number>(() => 800)({ state: { status: "error", data: undefined } })).toBe(false);
});

it("what is on the page is asked for again, also after a try that failed", () => {
  expect(pollEvery(2_500)({ state: { status: "success", data: [] } })).toBe(2_500);
  expect(pollEvery<string[]>(2_500)({ state: { status: "error", data: [] } })).toBe(2_500);
  expect(
    pollEvery<string>((data) => (data === "running" ? 800 : false))({ state: { status: "success", data: "done" } }),
  ).toBe(false);
});
