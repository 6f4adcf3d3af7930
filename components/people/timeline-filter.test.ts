import { describe, expect, it } from "vitest";
import type { TimelineItem } from "@/lib/api/schemas/subscriber";
import { showsItem } from "./timeline-filter";

const at = "2026-11-21T08:00:00Z";
const event = (name: string): TimelineItem => ({
  kind: "event",
  id: "1",
  at,
  event: name,
  occurred_at: at,
  properties: {},
});
const engagement = (what: string): TimelineItem => ({
  kind: "engagement",
  id: "2",
  at,
  message_id: "m",
  channel: "email",
  engagement: what,
  url: null,
  machine: false,
});

describe("the timeline", () => {
  it("tells an open once: as the engagement, not also as the event that journeys listen to", () => {
    expect(showsItem("all", engagement("opened"))).toBe(true);
    expect(showsItem("all", event("email_opened"))).toBe(false);
    expect(showsItem("events", event("email_opened"))).toBe(true);
  });
  it("leaves a delivery to the messages", () => {
    expect(showsItem("all", engagement("delivered"))).toBe(false);
    expect(showsItem("messages", engagement("delivered"))).toBe(true);
  });
});
