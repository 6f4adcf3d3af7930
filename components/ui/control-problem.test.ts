import { describe, expect, it } from "vitest";
import { type CheckedControl, controlProblem } from "./control-problem";

const control = (given: Partial<CheckedControl>): CheckedControl => ({
  type: "text",
  value: "x",
  required: false,
  validity: {},
  ...given,
});

describe("what is wrong with a control is said in our words", () => {
  it.each<[string, Partial<CheckedControl>]>([
    ["This must not be empty.", { required: true, value: "", validity: { valueMissing: true } }],
    ["This must not be empty.", { required: true, value: "  " }],
    ["This is not an email address, such as ada@example.com.", { type: "email", validity: { typeMismatch: true } }],
    [
      "Not all of these are email addresses, such as ada@example.com.",
      { type: "email", multiple: true, validity: { typeMismatch: true } },
    ],
    ["This is not a whole address, such as https://example.com.", { type: "url", validity: { typeMismatch: true } }],
    ["A colour such as #1d4ed8.", { title: "A colour such as #1d4ed8", validity: { patternMismatch: true } }],
    ["From 1 to 10,000.", { type: "number", min: "1", max: "10000", validity: { rangeOverflow: true } }],
    ["At least 0.", { type: "number", min: "0", validity: { rangeUnderflow: true } }],
    ["This is not a number.", { type: "number", value: "", validity: { badInput: true } }],
    ["This must be a whole number.", { type: "number", validity: { stepMismatch: true } }],
    ["At least 8 characters.", { type: "password", minLength: 8, validity: { tooShort: true } }],
  ])("%s", (words, given) => expect(controlProblem(control(given))).toBe(words));

  it("blanks are a password like any other, and what is not asked for may be empty", () => {
    expect(controlProblem(control({ type: "password", required: true, value: "  " }))).toBeUndefined();
    expect(controlProblem(control({ value: "" }))).toBeUndefined();
  });
});
