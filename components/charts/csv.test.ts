import { describe, expect, it } from "vitest";
import { csvCell, toCsv } from "./csv";

describe("csv", () => {
  it("quotes what would break a line apart and doubles the quotes inside", () => {
    expect(csvCell('say "hi", please')).toBe('"say ""hi"", please"');
    expect(csvCell("two\nlines")).toBe('"two\nlines"');
    expect(csvCell("plain")).toBe("plain");
  });

  it.each(["=1+1", "+49 30 1", "-2", "@SUM(A1)", "\tx", "\rx"])(
    "disarms text that a spreadsheet would run: %j",
    (text) => {
      expect(csvCell(text).replace(/^"/, "").startsWith("'")).toBe(true);
    },
  );

  it("leaves numbers as numbers, negative ones too", () => {
    expect(csvCell(-43.8)).toBe("-43.8");
  });

  it("writes nothing for nothing", () => {
    expect(csvCell(null)).toBe("");
    expect(csvCell(undefined)).toBe("");
  });

  it("puts a header first and ends every line", () => {
    expect(toCsv(["day", "entered"], [["2026-11-21", 4]])).toBe("day,entered\r\n2026-11-21,4\r\n");
  });
});
