import type { SegmentCreate } from "@/lib/api/schemas/segment";

/** The segments of the sample shop: a plain attribute, a number, history in a window, engagement. */
export const sampleSegments: SegmentCreate[] = [
  {
    name: "Customers",
    description: "Bought at least once",
    condition: { path: "orders", op: "greater_or_equal", value: 1 },
  },
  {
    name: "High value",
    description: "Spent more than 150 € so far",
    condition: { path: "lifetime_value", op: "greater_than", value: 150 },
  },
  {
    name: "Looked but did not buy",
    description: "Viewed a product in the last week and bought nothing in the last month",
    condition: {
      all: [{ event: "product_viewed", within: "P7D" }, { none: [{ event: "purchase_completed", within: "P30D" }] }],
    },
  },
  {
    name: "Opens our mail",
    description: "Opened a mail in the last two weeks",
    condition: { message: "opened", within: "P14D" },
  },
];
