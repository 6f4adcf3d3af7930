import { describe, expect, it } from "vitest";
import { isoFromRows, nextUnit, rowsFromIso } from "./duration-parts";

describe("rowsFromIso and isoFromRows", () => {
  it.each(["P2D", "PT1H", "PT30M", "P1DT2H", "P2W", "P3M", "P1W2DT3H4M5S"])(
    "%s survives being shown and stored again",
    (iso) => {
      expect(isoFromRows(rowsFromIso(iso) ?? [])).toBe(iso);
    },
  );

  it("keeps the unit of a zero, so that emptying the number does not change the unit", () => {
    expect(rowsFromIso("P0D")).toEqual([{ amount: 0, unit: "days" }]);
    expect(isoFromRows([{ amount: 0, unit: "days" }])).toBe("P0D");
    expect(rowsFromIso("PT0M")).toEqual([{ amount: 0, unit: "minutes" }]);
    expect(isoFromRows([{ amount: 0, unit: "months" }])).toBe("P0M");
  });

  it("never turns a day into 24 hours", () => {
    expect(isoFromRows([{ amount: 1, unit: "days" }])).toBe("P1D");
    expect(isoFromRows([{ amount: 24, unit: "hours" }])).toBe("PT24H");
  });

  it("adds rows of the same unit and shows years as months", () => {
    expect(isoFromRows([1, 2].map((amount) => ({ amount, unit: "days" as const })))).toBe("P3D");
    expect(rowsFromIso("P1Y2M")).toEqual([{ amount: 14, unit: "months" }]);
  });

  it("is undefined for what is no duration", () => {
    expect(rowsFromIso("soon")).toBeUndefined();
  });

  it("offers the next smaller unit for a further row and none after seconds", () => {
    expect(nextUnit([{ amount: 1, unit: "days" }])).toBe("hours");
    expect(nextUnit([{ amount: 1, unit: "seconds" }])).toBeUndefined();
  });
});
