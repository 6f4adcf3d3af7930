/** Chance that a seed repeats: the same seed deals the same values in the same order, on every machine (mulberry32). */
export class SeededChance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** a number in [0, 1) */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** an integer in [0, below) */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** true in `share` of the cases, 0 to 1 */
  happens(share: number): boolean {
    return this.next() < share;
  }

  of<T>(...values: readonly [T, ...T[]]): T {
    return values[this.below(values.length)] ?? values[0];
  }
}
