import type { Operator } from "@/lib/journey/condition";
import type { Json, JsonObject } from "@/lib/journey/json";
import type { Act } from "./catalogue-case";
import type { ConditionRow } from "./condition-row";

/** What a rule compares with: operators of one kind are entered together. */
type Shape = "text" | "number" | "list" | "presence" | "date";

type Sample = { shape: Shape; path: string; value?: Json; ada?: Json; bob?: Json; acts: readonly Act[] };

const text = (path: string, words: string, value: string, ada: Json, bob: Json): Sample => ({
  shape: "text",
  path,
  value,
  ada,
  bob,
  acts: [
    ["choose", "Comparison", words],
    ["fill", "Value", value],
  ],
});

const number = (path: string, words: string, value: number, ada: Json, bob: Json): Sample => ({
  shape: "number",
  path,
  value,
  ada,
  bob,
  acts: [
    ["choose", "Type of the value", "number"],
    ["choose", "Comparison", words],
    ["fill", "Value", String(value)],
  ],
});

const list = (path: string, words: string, value: string[], ada: Json, bob: Json): Sample => ({
  shape: "list",
  path,
  value,
  ada,
  bob,
  acts: [
    ["choose", "Comparison", words],
    ["fill", "Add a value", value.join(", ")],
  ],
});

/** Every operator with somebody it holds for and somebody it does not, a value of the wrong kind or none among them. */
const samples: Record<Operator, Sample> = {
  equals: { ...text("plan", "is", "pro", "pro", "Pro"), acts: [["fill", "Value", "pro"]] },
  not_equals: text("plan", "is not", "free", null, "free"),
  greater_than: number("age", "is more than", 30, 30.5, "31"),
  less_than: number("age", "is less than", 18, 17, 18),
  greater_or_equal: number("age", "is at least", 21, 21, 20.9),
  less_or_equal: number("age", "is at most", 65, 65, 66),
  contains: text("company", "contains", "Acme", "The Acme Shop", "Acne"),
  not_contains: text("company", "does not contain", "Test", "Acme", "A Test Ltd"),
  starts_with: text("sku", "starts with", "EU-", "EU-77", "US-EU-77"),
  ends_with: text("site", "ends with", ".example", "shop.example", "shop.example.com"),
  in_list: list("country", "is one of", ["DE", "AT"], "AT", "CH"),
  not_in_list: list("country", "is none of", ["DE", "AT"], "CH", "DE"),
  exists: { shape: "presence", path: "company", ada: "Acme", acts: [["choose", "Comparison", "has any value"]] },
  not_exists: { shape: "presence", path: "company", bob: "Acme", acts: [["choose", "Comparison", "has no value"]] },
  within_last: {
    shape: "date",
    path: "seen_at",
    value: "P7D",
    ada: "2026-02-27T00:00:00Z",
    bob: "2026-02-20T00:00:00Z",
    acts: [
      ["choose", "Comparison", "is within the last"],
      ["fill", "How long: days", "7"],
    ],
  },
  older_than: {
    shape: "date",
    path: "seen_at",
    value: "P30D",
    ada: "2026-01-01",
    bob: "2026-02-20",
    acts: [["choose", "Comparison", "is longer ago than"]],
  },
  before: {
    shape: "date",
    path: "renews_on",
    value: "2026-06-01",
    ada: "2026-05-31",
    bob: "2026-06-01",
    acts: [
      ["choose", "Comparison", "is before"],
      ["fill", "Date", "2026-06-01"],
    ],
  },
  after: {
    shape: "date",
    path: "renews_on",
    value: "2026-03-01",
    ada: "2026-04-01",
    bob: "2026-02-28",
    acts: [
      ["choose", "Comparison", "is after"],
      ["fill", "Date", "2026-03-01"],
    ],
  },
  between: {
    shape: "number",
    path: "age",
    value: [18, 30],
    ada: 30,
    bob: 31,
    acts: [
      ["choose", "Comparison", "is between"],
      ["fill", "From", "18"],
      ["fill", "To", "30"],
    ],
  },
};

const attributes = (path: string, value: Json | undefined): JsonObject =>
  value === undefined || value === null ? {} : { attributes: { [path]: value } };

export const operatorRows: readonly (ConditionRow & { operator: string; shape: Shape })[] = Object.entries(samples).map(
  ([operator, { shape, path, value, ada, bob, acts }]) => ({
    operator,
    shape,
    rule: { path, op: operator as Operator, ...(value === undefined ? {} : { value }) },
    kind: "Person",
    acts: [["pick", "Property", path], ...acts],
    story: [
      { person: "ada", is: attributes(path, ada) },
      { person: "bob", is: attributes(path, bob) },
    ],
  }),
);
