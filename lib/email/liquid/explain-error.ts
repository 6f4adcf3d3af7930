/** What went wrong in a template, for its author: liquidjs adds file, line and column of a text nobody has seen. */
export function explainLiquidError(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError || message.startsWith("Maximum call stack"))
    return "the template is nested too deeply";
  return message
    .replace(/, file:.*$/s, "")
    .replace(/, line:\d+(, col:\d+)?.*$/s, "")
    .slice(0, 300);
}
