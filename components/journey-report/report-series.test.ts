import { describe, expect, it } from "vitest";
import type { JourneyReport } from "@/lib/api/schemas/report";
import { daysBetween, rangeOf } from "./report-ranges";
import { reportSeries } from "./report-series";

const line = { entered: 0, completed: 0, exited: 0, failed: 0, active: 0, sent: 0, converted: 0 };
const report = {
  series: [
    { ...line, day: "2026-11-18", entered: 5, active: 5 },
    { ...line, day: "2026-11-20", completed: 2, active: 3 },
  ],
} as JourneyReport;

describe("reportSeries", () => {
  it("fills days without anything: no counts, and as many inside as before", () => {
    const { days, series } = reportSeries(report, { from: "2026-11-17", to: "2026-11-21" });
    expect(days).toHaveLength(5);
    expect(series.find(({ key }) => key === "active")?.values).toEqual([0, 5, 5, 3, 3]);
    expect(series.find(({ key }) => key === "entered")?.values).toEqual([0, 5, 0, 0, 0]);
  });
  it("spans what there is when no range is given", () => {
    expect(reportSeries(report, {}).days).toEqual(["2026-11-18", "2026-11-19", "2026-11-20"]);
  });
});

describe("ranges", () => {
  it("counts today as the last of the days", () => {
    expect(rangeOf("7", Date.parse("2026-11-21T23:00:00Z"))).toEqual({ from: "2026-11-15", to: "2026-11-21" });
    expect(rangeOf("all", 0)).toEqual({});
  });
  it("crosses months", () => {
    expect(daysBetween("2026-02-27", "2026-03-01")).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
  });
});
