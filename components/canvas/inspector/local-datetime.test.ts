import { expect, test } from "vitest";
import { localDatetimeFrom, storedDatetimeFrom } from "./local-datetime";

const tokyo = "Asia/Tokyo";

test("a moment is shown and taken as clocks of the given zone show it, wherever the browser stands", () => {
  expect(localDatetimeFrom("2026-03-01T20:30:00.000Z", tokyo)).toBe("2026-03-02T05:30");
  expect(storedDatetimeFrom("2026-03-02T05:30", "2026-03-01T00:00:00Z", tokyo)).toBe("2026-03-01T20:30:00.000Z");
  expect(localDatetimeFrom("2026-07-01T12:00:00+02:00", "Europe/London")).toBe("2026-07-01T11:00");
});

test("a time without a zone stays as it was typed", () => {
  expect(localDatetimeFrom("2026-03-01T20:30:00", tokyo)).toBe("2026-03-01T20:30");
  expect(storedDatetimeFrom("2026-03-02T05:30", "2026-03-01T20:30", tokyo)).toBe("2026-03-02T05:30");
  expect(storedDatetimeFrom("2026-03-02T05:30", "", tokyo)).toBe("2026-03-02T05:30");
});

test("what is emptied or no time is nothing", () => {
  expect(storedDatetimeFrom("", "2026-03-01T00:00:00Z", tokyo)).toBeUndefined();
  expect(storedDatetimeFrom("soon", "2026-03-01T00:00:00Z", tokyo)).toBeUndefined();
  expect(localDatetimeFrom("neverZ", tokyo)).toBe("");
});
