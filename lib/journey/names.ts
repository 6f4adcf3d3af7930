/** Names shown instead of ids inside sentences ("opened “Welcome”"). Each answers with the id itself when it knows no name. */
export type Names = {
  node: (id: string) => string;
  segment: (id: string) => string;
  template: (id: string) => string;
  /** absent: other journeys are not known here */
  journey?: (id: string) => string;
};

/** Every id stands for itself. */
export const plainNames: Names = { node: (id) => id, segment: (id) => id, template: (id) => id };
