import fc from "fast-check";
import {
  type Condition,
  comparisons,
  consentStates,
  eventMeasures,
  type Operator,
  operators,
  timeParts,
} from "@/lib/journey/condition";
import type { Json } from "@/lib/journey/json";

/** Names few enough that random conditions meet random people. */
export const eventNames = ["purchase", "login", "email_opened"] as const;
const tagNames = ["vip", "Vip", "a\u0000b"] as const;
const pathNames = [
  "plan",
  "score",
  "deep.city",
  "deep",
  "items.0.sku",
  "items.-1.sku",
  "list",
  "when",
  "first_name",
  "email",
  "email.x",
  "created_at",
  "tags",
  "tags.0",
  "__nothing",
] as const;

/** Values that sit on every border of the types: numbers as text, dates of all forms and none, LIKE signs, quotes, unicode. */
const scalars: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json[]>(
    "",
    "pro",
    "Pro",
    "5",
    5,
    5.5,
    -0.25,
    0,
    1e21,
    true,
    false,
    null,
    "100%",
    "_",
    "%",
    "\\",
    "'; drop table subscribers; --",
    "ünïcode 🎉",
    "🎉",
    "a\u0000b",
    "\ud800",
    "2026-03-01",
    "2026-02-28",
    "2024-02-29",
    "2026-02-30",
    "0000-01-01",
    "0001-01-01",
    "2026-03-02T09:59:59.999Z",
    "2026-03-02T12:00:00+02:00",
    "2026-03-02T09:00:00Z",
    "2026-03-01T10:00",
    "2026-02-23T10:00:00.000Z",
    "2026-03-02 10:00",
    "2026-03-02T10:00:00.1234567Z\n",
    "2026-13-01",
    "9999-12-31T23:59:59Z",
    "٢٠٢٦-03-01",
    1_772_445_600,
    1_772_445_600_000,
    99_999_999_999.5,
    100_000_000_000,
    -1e15,
    1e300,
  ),
  fc.string({ maxLength: 3 }),
  fc.integer({ min: -3, max: 12 }),
);

export const arbitraryValue: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: scalars },
  { weight: 1, arbitrary: fc.array(scalars, { maxLength: 3 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Json[]>(
      { city: "Oslo" },
      { city: "Oslo", n: null },
      {},
      [[]],
      [{ sku: "x" }],
      ["pro", 5, null],
    ),
  },
);

const durations = fc.constantFrom("PT0S", "PT1H", "P1D", "P7D", "P1M", "P2Y");

function expectedFor(op: Operator): fc.Arbitrary<Json> {
  if (op === "within_last" || op === "older_than")
    return fc.oneof({ weight: 5, arbitrary: durations }, { weight: 1, arbitrary: arbitraryValue });
  if (op === "in_list" || op === "not_in_list")
    return fc.oneof(
      { weight: 5, arbitrary: fc.array(scalars, { maxLength: 4 }) },
      { weight: 1, arbitrary: arbitraryValue },
    );
  if (op === "between")
    return fc.oneof({ weight: 4, arbitrary: fc.tuple(scalars, scalars) }, { weight: 1, arbitrary: arbitraryValue });
  return arbitraryValue;
}

function pathCondition(paths: readonly string[]): fc.Arbitrary<Condition> {
  return fc
    .constantFrom(...operators)
    .chain((op) => fc.record({ path: fc.constantFrom(...paths), op: fc.constant(op), value: expectedFor(op) }));
}

const eventFilter: fc.Arbitrary<Condition> = fc.oneof(
  pathCondition(["event.amount", "event.sku", "event.deep.x", "plan", "first_name"]),
  fc.constantFrom<Condition[]>({ tag: "vip" }, { none: [{ path: "event.amount", op: "greater_than", value: 5 }] }),
);

const propertyTest = fc
  .constantFrom(...operators)
  .chain((op) =>
    fc.record({ property: fc.constantFrom("amount", "sku", "deep.x"), op: fc.constant(op), value: expectedFor(op) }),
  );

const timeValues: fc.Arbitrary<Json> = fc.constantFrom<Json[]>(
  5,
  10,
  11,
  "mon",
  "tue",
  "2026-03-02",
  "2026-03-03",
  [9, 11],
  ["mon", "sun"],
  ["2026-03-01", "2026-03-02"],
  "x",
);
const timeCondition: fc.Arbitrary<Condition> = fc.record({
  time: fc.constantFrom(...timeParts),
  op: fc.constantFrom(...operators),
  value: timeValues,
});

const within = fc.option(durations, { nil: undefined });

const leaf = (segments: string[], nodes: string[]): fc.Arbitrary<Condition> =>
  fc.oneof(
    { weight: 6, arbitrary: pathCondition(pathNames) },
    {
      weight: 3,
      arbitrary: fc
        .record({
          event: fc.constantFrom(...eventNames, "never"),
          where: fc.option(eventFilter, { nil: undefined }),
          within,
          count: fc.option(fc.record({ op: fc.constantFrom(...comparisons), value: fc.integer({ min: 0, max: 3 }) }), {
            nil: undefined,
          }),
        })
        .map(dropUndefined),
    },
    {
      weight: 4,
      arbitrary: fc
        .record({
          event: fc.constantFrom(...eventNames, "never"),
          where: fc.option(eventFilter, { nil: undefined }),
          within,
          measure: fc.constantFrom(...eventMeasures),
          test: propertyTest,
        })
        .map(({ measure, test, ...rest }) => dropUndefined({ ...rest, [measure]: test })),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(...consentStates).map((is) => ({ consent: "email" as const, is })),
    },
    { weight: 2, arbitrary: timeCondition },
    { weight: 1, arbitrary: fc.constantFrom(...tagNames).map((tag) => ({ tag })) },
    { weight: 1, arbitrary: fc.constantFrom(...segments, "not-a-uuid").map((segment_id) => ({ segment_id })) },
    {
      weight: 1,
      arbitrary: fc
        .record({
          message: fc.constantFrom("opened" as const, "clicked" as const),
          within,
          node_id: fc.option(fc.constantFrom(...nodes, "gone"), { nil: undefined }),
        })
        .map(dropUndefined),
    },
  );

/** Any condition that can be asked of somebody outside a journey, up to three levels deep. */
export function arbitraryCondition(segments: string[], nodes: string[]): fc.Arbitrary<Condition> {
  const level = (depth: number): fc.Arbitrary<Condition> => {
    if (depth === 0) return leaf(segments, nodes);
    const children = fc.array(level(depth - 1), { maxLength: 3 });
    return fc.oneof(
      { weight: 3, arbitrary: leaf(segments, nodes) },
      { weight: 1, arbitrary: children.map((all) => ({ all })) },
      { weight: 1, arbitrary: children.map((any) => ({ any })) },
      { weight: 1, arbitrary: children.map((none) => ({ none })) },
    );
  };
  return level(2);
}

/** What an event trigger may ask: any such condition beside what the event says. */
export function arbitraryTriggerRules(segments: string[]): fc.Arbitrary<Condition> {
  const either = fc.oneof(eventFilter, arbitraryCondition(segments, []));
  return fc.oneof(
    either,
    fc.array(either, { maxLength: 3 }).map((all) => ({ all })),
    fc.array(either, { maxLength: 3 }).map((any) => ({ any })),
  );
}

function dropUndefined<T extends object>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
