/** The item `step` places after the chosen one; the first when none is chosen, undefined past either end. */
export function neighbourOf<T extends { id: string }>(
  items: readonly T[],
  chosen: string | undefined,
  step: 1 | -1,
): T | undefined {
  const at = items.findIndex(({ id }) => id === chosen);
  return at < 0 ? items[0] : items[at + step];
}
