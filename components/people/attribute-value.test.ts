import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAttributeValue, showAttributeValue, writeAttributeValue } from "./attribute-value";

describe("attribute values", () => {
  it("recognises numbers, truth and JSON, and takes the rest for text", () => {
    expect(parseAttributeValue("12.5")).toBe(12.5);
    expect(parseAttributeValue("true")).toBe(true);
    expect(parseAttributeValue('["a",1]')).toEqual(["a", 1]);
    expect(parseAttributeValue("[not json")).toBe("[not json");
    expect(parseAttributeValue("+49 30")).toBe("+49 30");
    expect(parseAttributeValue("007")).toBe("007");
    expect(parseAttributeValue("1.0")).toBe(1);
    expect(parseAttributeValue("4111111111111111222")).toBe("4111111111111111222");
  });

  it("gives back every text it was given", () => {
    void fc.assert(fc.property(fc.string(), (text) => parseAttributeValue(writeAttributeValue(text)) === text));
  });

  it("shows truth as a word", () => {
    expect(showAttributeValue(true)).toBe("Yes");
    expect(showAttributeValue(null)).toBe("empty");
  });
});
