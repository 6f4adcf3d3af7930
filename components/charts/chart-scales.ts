import { scaleLinear } from "d3-scale";

/** A y axis for counts: starts at 0, ends on a round number at or above the largest value, and only whole ticks. */
export function countAxis(max: number, tickCount = 4): { max: number; ticks: number[] } {
  const scale = scaleLinear()
    .domain([0, Math.max(1, max)])
    .nice(tickCount);
  const top = scale.domain()[1] ?? 1;
  return { max: top, ticks: scale.ticks(tickCount).filter(Number.isInteger) };
}

/** The point nearest to a position 0 … 1. */
export function nearestPoint(position: number, n: number): number {
  return Math.min(n - 1, Math.max(0, Math.round(position * (n - 1))));
}

/** Which of `n` points get a label so that at most `labelsMax` do; the last one always does. */
export function labelledPoints(n: number, labelsMax: number): number[] {
  const step = Math.max(1, Math.ceil(n / labelsMax));
  const points: number[] = [];
  for (let i = n - 1; i >= 0; i -= step) points.unshift(i);
  return points;
}
