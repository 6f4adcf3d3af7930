/** The id of what says more about a step than its name; the step's own element is named or described by it. */
export const stepPartId = (part: "counts" | "editors" | "comments", node: string) => `step-${part}-${node}`;
