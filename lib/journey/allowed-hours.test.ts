import { expect, test } from "vitest";
import { isWithinHours } from "./allowed-hours";

const at = Date.parse("2026-03-02T10:00:00Z"); // a Monday

test("the hours are those of the zone, and the last one is outside", () => {
  const office = { allowed_from: "09:00", allowed_until: "17:00" };
  expect(isWithinHours(office, at, "UTC")).toBe(true);
  expect(isWithinHours(office, at, "America/New_York")).toBe(false);
  expect(isWithinHours(office, Date.parse("2026-03-02T17:00:00Z"), "UTC")).toBe(false);
  expect(isWithinHours(office, Date.parse("2026-03-02T16:59:59Z"), "UTC")).toBe(true);
});

test("a night goes over midnight", () => {
  const night = { allowed_from: "22:00", allowed_until: "06:00" };
  expect(isWithinHours(night, at, "UTC")).toBe(false);
  expect(isWithinHours(night, Date.parse("2026-03-02T23:30:00Z"), "UTC")).toBe(true);
  expect(isWithinHours(night, Date.parse("2026-03-02T05:59:00Z"), "UTC")).toBe(true);
});

test("days are those of the zone; nothing set allows everything", () => {
  expect(isWithinHours({ allowed_days: ["mon"] }, at, "UTC")).toBe(true);
  expect(isWithinHours({ allowed_days: ["mon"] }, Date.parse("2026-03-02T23:30:00Z"), "Asia/Tokyo")).toBe(false);
  expect(isWithinHours({}, at, "UTC")).toBe(true);
  expect(isWithinHours({ allowed_from: "09:00", allowed_until: "09:00" }, at, "UTC")).toBe(true);
});
