const INDENT_PX = 18;
const LEVELS_MAX = 8;

/**
 * How far a row stands in: an exit and the steps of its arm stand below one another. Deeper levels than can be told apart on a phone stand at
 * the last one.
 */
export function indent(depth: number): { marginInlineStart: number } {
  return { marginInlineStart: Math.min(Math.ceil(depth / 2), LEVELS_MAX) * INDENT_PX };
}
