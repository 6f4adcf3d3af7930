/** `default: "…"`'s argument and the like: a quoted Liquid string that holds anything. */
export function quoteLiquid(value: string): string {
  return JSON.stringify(value).replaceAll("{", "\\u007b").replaceAll("}", "\\u007d").replaceAll("%", "\\u0025");
}
