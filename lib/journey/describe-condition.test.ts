import { expect, test } from "vitest";
import { checkCondition } from "./check-condition";
import type { Condition } from "./condition";
import { describeCondition } from "./describe-condition";

const names = {
  node: (id: string) => (id === "m1" ? "Welcome" : id),
  segment: () => "Customers",
  template: (id: string) => id,
};

const sentences: [Condition, string][] = [
  [{ path: "plan", op: "equals", value: "pro" }, "plan is “pro”"],
  [{ path: "event.order_total", op: "greater_than", value: 50 }, "event order total is more than 50"],
  [{ path: "last_seen", op: "within_last", value: "P7D" }, "last seen is within the last 7 days"],
  [{ path: "country", op: "in_list", value: ["NO", "SE"] }, "country is one of “NO”, “SE”"],
  [{ path: "age", op: "between", value: [18, 30] }, "age is between 18 and 30"],
  [{ path: "phone", op: "not_exists" }, "phone is not known"],
  [{ message: "opened", node_id: "m1", within: "P2D" }, "opened “Welcome” in the last 2 days"],
  [{ message: "clicked" }, "clicked any email"],
  [
    { event: "purchase", count: { op: "greater_or_equal", value: 3 }, within: "P30D" },
    "did “purchase” at least 3 times in the last 30 days",
  ],
  [{ event: "purchase", count: { op: "equals", value: 0 } }, "did not do “purchase”"],
  [{ event: "login" }, "did “login”"],
  [{ segment_id: "s" }, "is in segment “Customers”"],
  [{ all: [{ tag: "vip" }, { any: [{ tag: "a" }, { tag: "b" }] }] }, "has tag “vip” and (has tag “a” or has tag “b”)"],
  [{ none: [{ tag: "vip" }] }, "not (has tag “vip”)"],
  [{ none: [{ event: "cart_emptied", since: "entry" }] }, "did not do “cart_emptied” since they entered"],
  [{ visits: "m1", op: "less_than", value: 3 }, "visits of “Welcome” is less than 3"],
  [
    { event: "purchase", within: "P30D", sum: { property: "order_total", op: "greater_than", value: 100 } },
    "total order total of “purchase” in the last 30 days is more than 100",
  ],
  [
    { event: "purchase", first: { property: "plan", op: "in_list", value: ["a", "b"] } },
    "plan of the first “purchase” is one of “a”, “b”",
  ],
  [{ event: "visit", avg: { property: "seconds", op: "exists" } }, "average seconds of “visit” is known"],
  [{ consent: "email", is: "unsubscribed" }, "has unsubscribed from email"],
  [{ event: "purchase", since: "entry" }, "did “purchase” since they entered"],
  [{ message: "opened", in: "journey", within: "P3D" }, "opened any email of this journey in the last 3 days"],
  [{ arm: "m1", is: "b" }, "took arm “b” of “Welcome”"],
  [{ time: "hour", op: "between", value: [9, 17] }, "the hour where they live is between 9:00 and 17:00"],
  [{ time: "weekday", op: "in_list", value: ["mon", "sun"] }, "the weekday where they live is one of Mon, Sun"],
  [{ time: "date", op: "after", value: "2026-12-24" }, "the date where they live is after 2026-12-24"],
];

test.each(sentences)("%j reads as a sentence", (condition, sentence) => {
  expect(describeCondition(condition, names)).toBe(sentence);
  expect(checkCondition(condition)).toEqual([]);
});

const unfinished: Condition[] = [
  { all: [] },
  { path: "plan", op: "equals" },
  { path: "plan", op: "equals", value: "" },
  { path: "score", op: "greater_than", value: "5" },
  { path: "x", op: "in_list", value: "a" },
  { path: "x", op: "within_last", value: "a week" },
  { path: "x", op: "before", value: "2026-02-30" },
  { path: "x", op: "between", value: [1, "2"] },
  { event: "e", where: { path: "run.x", op: "exists" } },
  { event: "e", where: { visits: "n", op: "equals", value: 1 } },
  { event: "e", where: { consent: "email", is: "subscribed" } },
  { event: "e", sum: { property: "total", op: "greater_than", value: "5" } },
  { time: "hour", op: "between", value: [9, 24] },
  { time: "hour", op: "starts_with", value: 9 },
  { time: "weekday", op: "in_list", value: ["monday"] },
  { time: "weekday", op: "in_list", value: [] },
  { time: "date", op: "before", value: "2026-02-30" },
  { time: "date", op: "before", value: ["2026-02-28"] },
];
test.each(unfinished)("%j is told to its author as unfinished", (condition) => {
  expect(checkCondition(condition)).toHaveLength(1);
  expect(describeCondition(condition, names)).not.toBe("");
});
