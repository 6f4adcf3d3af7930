import * as z from "zod";

/** The key of an exit that authors name themselves (arms, awaited events). */
export const portKeySchema = z.string().trim().min(1).max(64);

/** Keys of arms that occur twice or collide with a built-in exit, as one message each. */
export function clashingKeys(keys: readonly string[], reserved: readonly string[]): string[] {
  const seen = new Set(reserved);
  return keys.flatMap((key) => {
    if (seen.has(key)) return [`The exit “${key}” exists twice; give each its own name.`];
    seen.add(key);
    return [];
  });
}
