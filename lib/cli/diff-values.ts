import { keyedItems } from "./list-item-key";

/** `before` absent: added; `after` absent: removed. */
export type ValueDifference = { path: string; before?: unknown; after?: unknown };

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Where two JSON values differ, deepest places first met. Items of lists are matched by what they are known by (id, name, edge), so that a step
 * put in the middle is one difference; empty exactly when both say the same, the order of such lists aside.
 */
export function diffValues(before: unknown, after: unknown, path = ""): ValueDifference[] {
  if (Object.is(before, after)) return [];
  if (isFields(before) && isFields(after))
    return diffKeyed(new Map(Object.entries(before)), new Map(Object.entries(after)), (key) =>
      path === "" ? key : `${path}.${key}`,
    );
  if (Array.isArray(before) && Array.isArray(after)) {
    const [old, now] = [keyedItems(before, (item) => item), keyedItems(after, (item) => item)];
    if (old && now) return diffKeyed(old, now, (key) => `${path}[${key}]`);
    const byPlace = (items: unknown[]) => new Map(items.map((item, i) => [String(i), item]));
    return diffKeyed(byPlace(before), byPlace(after), (key) => `${path}[${key}]`);
  }
  return [{ path, before, after }];
}

function diffKeyed(
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
  at: (key: string) => string,
): ValueDifference[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key): ValueDifference[] => {
    if (!after.has(key)) return [{ path: at(key), before: before.get(key) }];
    if (!before.has(key)) return [{ path: at(key), after: after.get(key) }];
    return diffValues(before.get(key), after.get(key), at(key));
  });
}

const SHOWN_MAX = 100;

/** One line, as a person reads it. */
export function describeValueDifference(difference: ValueDifference): string {
  const show = (value: unknown) => {
    const text = JSON.stringify(value) ?? "nothing";
    return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX - 1)}…` : text;
  };
  if (!("before" in difference)) return `+ ${difference.path}: ${show(difference.after)}`;
  if (!("after" in difference)) return `- ${difference.path}: ${show(difference.before)}`;
  return `~ ${difference.path}: ${show(difference.before)} → ${show(difference.after)}`;
}
