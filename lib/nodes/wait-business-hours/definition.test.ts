import { describe, expect, test } from "vitest";
import { startOfTests } from "@/lib/testing/drive-journey";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { waitBusinessHours } from "./definition";

const hour = 3_600_000;
const { hours } = waitBusinessHours.defaults;
/** In hours from Monday 10:00 UTC. */
const opensIn = (config: object, timezone: string | null = null) => {
  const outcome = stepNode(waitBusinessHours, JSON.parse(JSON.stringify({ hours, ...config })), {
    facts: { subscriber: { timezone } },
  });
  if (outcome.kind === "leave") return outcome.reason ?? "open";
  return outcome.kind === "wait" && outcome.until !== "forever" ? (outcome.until - startOfTests) / hour : outcome.kind;
};

describe("wait for business hours", () => {
  test("lets people through while it is open where they live", () => {
    expect(opensIn({})).toBe("open");
    expect(opensIn({}, "America/New_York")).toBe(4);
    expect(opensIn({}, "Asia/Tokyo")).toBe(14);
  });

  test("or where the business is", () => {
    expect(opensIn({ timezone: "Asia/Tokyo" }, "America/New_York")).toBe(14);
  });

  test("closed days and holidays are left out", () => {
    expect(opensIn({ hours: { fri: [{ from: "12:00", to: "13:00" }] } })).toBe(98);
    expect(opensIn({ holidays: ["2026-03-02", "03-03"] })).toBe(47);
  });

  test("who was due while it was open goes on, however late the worker comes", () => {
    expect(stepNode(waitBusinessHours, { hours: { sun: [{ from: "09:00", to: "10:00" }] } }, { timer: true })).toEqual({
      kind: "leave",
      port: "next",
    });
  });

  test("hours that never come hold nobody", () => {
    expect(opensIn({ hours: {} })).toBe("never_open");
  });

  test("describes itself and what is unfinished", () => {
    expect(describeConfig(waitBusinessHours, waitBusinessHours.defaults)).toMatchObject({
      summary: "Wait for a weekday 09:00–17:00, their time",
      problems: [],
    });
    const closed = { hours: { mon: [{ from: "17:00", to: "09:00" }] } };
    expect(describeConfig(waitBusinessHours, closed).problems).toEqual(["error hours"]);
    expect(
      describeConfig(waitBusinessHours, { ...waitBusinessHours.defaults, holidays: ["02-29", "02-30", "soon"] })
        .problems,
    ).toEqual(["error holidays", "error holidays"]);
  });
});
