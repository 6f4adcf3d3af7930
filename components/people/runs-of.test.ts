import { describe, expect, it } from "vitest";
import type { TimelineItem } from "@/lib/api/schemas/subscriber";
import { runsOf } from "./runs-of";

const run = { enrollment_id: "7", journey_id: "j", journey_name: "Welcome" };
const entered: TimelineItem = { kind: "entered", id: "1", at: "2026-11-20T08:00:00Z", ...run };
const ended: TimelineItem = {
  kind: "ended",
  id: "2",
  at: "2026-11-21T08:00:00Z",
  state: "exited",
  reason: "goal",
  ...run,
};

describe("runsOf", () => {
  it("joins a beginning with its end, in whichever order they come", () => {
    const expected = { enrollmentId: "7", enteredAt: entered.at, state: "exited", reason: "goal" };
    expect(runsOf([ended, entered])).toEqual([expect.objectContaining(expected)]);
    expect(runsOf([entered, ended])).toEqual([expect.objectContaining(expected)]);
  });
  it("keeps a run that has not ended as active", () => {
    expect(runsOf([entered])[0]).toMatchObject({ state: "active", reason: undefined });
  });
});
