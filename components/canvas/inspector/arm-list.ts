import type { Json, JsonObject } from "@/lib/journey/json";

/** Exits that an author names (branch arms, split arms, thresholds, awaited events), as data. Pure. */
export type Arm = JsonObject & { key: string };

const RESERVED = new Set(["else", "timeout", "next", "error", "yes", "no", "met", "holdout"]);
export const ARM_KEY_LENGTH_MAX = 64;

/** The arms of a config value; whatever is none is left out. `keyName` is "key" or "port". */
export function armsOf(value: Json | undefined): JsonObject[] {
  if (!Array.isArray(value)) return [];
  return value.filter((arm): arm is JsonObject => typeof arm === "object" && arm !== null && !Array.isArray(arm));
}

/** Why a name cannot be given to the arm at `index`; undefined when it can. */
export function refuseArmKey(keys: readonly string[], index: number, key: string): string | undefined {
  if (key === "") return "A name is needed";
  if (key.length > ARM_KEY_LENGTH_MAX) return `At most ${ARM_KEY_LENGTH_MAX} characters`;
  if (RESERVED.has(key)) return `“${key}” has a meaning of its own here`;
  if (keys.some((other, i) => i !== index && other === key)) return "Another exit has this name";
  return undefined;
}

/** A free key for a further exit: a, b, c … or "<prefix>2", "<prefix>3". */
export function freeArmKey(keys: readonly string[], prefix = ""): string {
  for (let n = 0; ; n += 1) {
    const key = prefix === "" && n < 26 ? String.fromCharCode(97 + n) : `${prefix || "arm_"}${n + 1}`;
    if (!keys.includes(key)) return key;
  }
}

/** The list with the item at `from` standing at `to`; the same list when either is outside. */
export function moved<Item>(list: readonly Item[], from: number, to: number): Item[] {
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return [...list];
  const rest = list.filter((_, i) => i !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** Percentages of weights, rounded so that they add up to 100; zeros when there is no weight at all. */
export function sharesOf(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, w) => sum + Math.max(0, w), 0);
  if (total <= 0) return weights.map(() => 0);
  const exact = weights.map((w) => (Math.max(0, w) / total) * 100);
  const floors = exact.map(Math.floor);
  let left = 100 - floors.reduce((sum, f) => sum + f, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest);
  for (const { index } of byRemainder) {
    if (left === 0) break;
    floors[index] = (floors[index] ?? 0) + 1;
    left -= 1;
  }
  return floors;
}
