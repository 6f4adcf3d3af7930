import type { NodeCounts } from "./store/counts-store";

/** A step's numbers as one phrase: "3 waiting, 12 passed, 1 skipped". Empty where nobody has been. */
export function countWords(counts: NodeCounts, trigger: boolean): string {
  const passed = Object.values(counts.left).reduce((sum, n) => sum + n, 0);
  const stuck = counts.stuck.reduce((sum, { people }) => sum + people, 0);
  const parts: [number, string][] = [
    [trigger ? counts.entered : 0, "entered"],
    [counts.waiting, "waiting"],
    [trigger ? 0 : passed, "passed"],
    [counts.skipped, "skipped"],
    [counts.failed, "failed"],
    [counts.dropped, "left from here"],
    [stuck, "standing still"],
  ];
  return parts
    .filter(([n]) => n > 0)
    .map(([n, word]) => `${n.toLocaleString("en")} ${word}`)
    .join(", ");
}
