type Asked<T> = { state: { status: "pending" | "error" | "success"; data: T | undefined } };

/**
 * How long until a query is asked again, as react-query wants it. What could not be loaded at all is left to whoever reads that it failed:
 * asked again by itself it would be forgotten as failed and shown as loading, over and over.
 */
export function pollEvery<T>(ms: number | false | ((data: T | undefined) => number | false)) {
  return ({ state: { status, data } }: Asked<T>): number | false => {
    if (status === "error" && data === undefined) return false;
    return typeof ms === "function" ? ms(data) : ms;
  };
}
