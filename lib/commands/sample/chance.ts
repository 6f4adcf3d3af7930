/** A seeded source of chance (mulberry32): the sample workspace is the same on every machine. */
export type Chance = {
  /** in [0, 1) */
  next(): number;
  /** true with probability p */
  happens(p: number): boolean;
  /** whole number in [min, max] */
  between(min: number, max: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** picks by weight; weights need not sum to 1 */
  weighted<T>(items: readonly [readonly [T, number], ...(readonly [T, number])[]]): T;
};

export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    happens: (p) => next() < p,
    between: (min, max) => min + Math.floor(next() * (max - min + 1)),
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    weighted(items) {
      let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      return items[0][0];
    },
  };
}
