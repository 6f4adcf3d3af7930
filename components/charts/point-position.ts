/** Positions 0 … 1 of `n` points, at the middle of the box when there is only one. */
export function pointPosition(index: number, n: number): number {
  return n <= 1 ? 0.5 : index / (n - 1);
}
