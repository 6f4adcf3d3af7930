/** The DOM id of a step's button. */
export function stepElementId(node: string): string {
  return `step-${node}`;
}
