import { describe, expect, it } from "vitest";
import { formatMoment } from "./format-moment";
import { formatRelative } from "./format-relative";
import { initials } from "./initials";

describe("formatMoment", () => {
  it("says the time on the clock of the given zone", () => {
    expect(formatMoment("2026-11-24T08:00:00Z", "Europe/Berlin")).toBe("Tue 24 Nov 09:00");
    expect(formatMoment(Date.parse("2026-11-24T00:30:00Z"), "America/New_York")).toBe("Mon 23 Nov 19:30");
  });
});

describe("formatRelative", () => {
  const now = Date.parse("2026-11-21T12:00:00Z");
  const said = (ms: number) => formatRelative(now + ms, now);
  it("grows from minutes to years, both ways", () => {
    expect(said(-10_000)).toBe("just now");
    expect(said(-5 * 60_000)).toBe("5 min. ago");
    expect(said(3 * 3_600_000)).toBe("in 3 hr.");
    expect(said(-2 * 86_400_000)).toBe("2 days ago");
    expect(said(-800 * 86_400_000)).toBe("2 yr. ago");
  });
  it("never says zero of anything", () => {
    for (let ms = 45_000; ms < 120_000; ms += 1_000) expect(said(-ms)).not.toMatch(/^0|this minute/);
  });
});

describe("initials", () => {
  it.each([
    ["Ada Lovelace", "AL"],
    ["ada@example.com", "A"],
    ["ada.lovelace@example.com", "AL"],
    ["Élodie", "É"],
    ["", "?"],
  ])("%s → %s", (name, letters) => expect(initials(name)).toBe(letters));
});
