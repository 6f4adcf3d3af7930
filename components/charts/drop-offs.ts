/**
 * For each step the loss against the step before it, as "−43.8 %"; undefined where nobody was lost (branches may also bring
 * more people to a later step than to an earlier one).
 */
export function dropOffs(counts: readonly number[]): (string | undefined)[] {
  return counts.map((count, index) => {
    const before = counts[index - 1];
    if (before === undefined || before <= 0 || count >= before) return undefined;
    return `−${(((before - count) / before) * 100).toFixed(1)} %`;
  });
}
