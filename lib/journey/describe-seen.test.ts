import { describe, expect, it } from "vitest";
import { describeSeen } from "./describe-seen";

const names = { node: () => "Welcome", segment: () => "VIP", template: (id: string) => id };
const say = (seen: Parameters<typeof describeSeen>[0]) => describeSeen(seen, names);

describe("describeSeen", () => {
  it("says a comparison with both values", () => {
    expect(say({ path: "lifetime_value", op: "greater_than", expected: 1_000, value: 1_250 })).toBe(
      "lifetime_value 1,250 (> 1,000?)",
    );
    expect(say({ path: "plan", op: "equals", expected: "pro", value: "free" })).toBe("plan “free” (= “pro”?)");
    expect(say({ path: "city", op: "in_list", expected: ["Oslo", "Bergen"], value: undefined })).toBe(
      "city unknown (one of “Oslo”, “Bergen”?)",
    );
    expect(say({ path: "seen_at", op: "within_last", expected: "P7D", value: "2026-01-01" })).toBe(
      "seen_at “2026-01-01” (within the last 7 days?)",
    );
    expect(say({ path: "age", op: "between", expected: [18, 30], value: 42 })).toBe("age 42 (between 18 and 30?)");
  });

  it("calls segments and steps by their names", () => {
    expect(say({ path: "segment.0191", value: false })).toBe("not in segment “VIP”");
    expect(say({ path: "message.opened.mail-1", value: true })).toBe("opened “Welcome”");
    expect(say({ path: "message.clicked", value: false })).toBe("has not clicked an email");
    expect(say({ path: "visits.mail-1", op: "less_than", expected: 3, value: 3 })).toBe("visits of “Welcome” 3 (< 3?)");
  });

  it("tells tags and what a goal saw", () => {
    expect(say({ path: "tag.vip", value: true })).toBe("has tag “vip”");
    expect(say({ path: "event.purchase", value: true })).toBe("“purchase” happened");
  });

  it("turns round what was asked when it stood under a not", () => {
    const not = { negated: true } as const;
    expect(say({ path: "plan", op: "equals", expected: "pro", value: "free", ...not })).toBe("plan “free” (≠ “pro”?)");
    expect(say({ path: "age", op: "less_than", expected: 18, value: 42, ...not })).toBe("age 42 (≥ 18?)");
    expect(say({ path: "seen_at", op: "within_last", expected: "P7D", value: "2026-01-01", ...not })).toBe(
      "seen_at “2026-01-01” (not within the last 7 days?)",
    );
  });

  it("names the window of an opened mail and of what events add up to", () => {
    expect(say({ path: "message.opened.mail-1", value: false, within: "P7D" })).toBe(
      "has not opened “Welcome” in the last 7 days",
    );
    expect(say({ path: "sum.order.total", op: "greater_than", expected: 100, value: 120, since: "entry" })).toBe(
      "total total of “order” since they entered 120 (> 100?)",
    );
  });

  it("says a value without a comparison, and that there is none", () => {
    expect(say({ path: "score", value: 61 })).toBe("score 61");
    expect(say({ path: "plan", op: "exists", value: undefined })).toBe("plan unknown");
  });

  it("says what a run, the clock, consent and events that add up are", () => {
    expect(say({ path: "sum.order.total", op: "greater_than", expected: 100, value: 120.5 })).toBe(
      "total total of “order” 120.5 (> 100?)",
    );
    expect(say({ path: "arm.split", op: "equals", expected: "b", value: "a" })).toBe("arm of “Welcome” “a” (= “b”?)");
    expect(say({ path: "score.sport", value: 10 })).toBe("“sport” scores 10");
    expect(say({ path: "consent.email", op: "equals", expected: "subscribed", value: "no_address" })).toBe(
      "email: no address (= “subscribed”?)",
    );
    expect(say({ path: "time.hour", op: "between", expected: [9, 17], value: 10 })).toBe("hour 10 (between 9 and 17?)");
  });
});
