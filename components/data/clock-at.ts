type Mode = "live" | "sandbox";

/**
 * The time to show, ms: this machine's, moved by `offsetMs` in a sandbox, and not before what has been seen to happen. Undefined until it is
 * known.
 */
export function clockAt(
  mode: Mode,
  offsetMs: number | undefined,
  real: number | undefined,
  seen: number | undefined,
): number | undefined {
  if (real === undefined) return undefined;
  if (mode === "sandbox" && offsetMs === undefined) return undefined;
  return Math.max(real + (mode === "live" ? 0 : (offsetMs ?? 0)), seen ?? Number.NEGATIVE_INFINITY);
}

/** The offset of a sandbox whose clock has gone on since it was read, as what happened shows; undefined while it is right. */
export function offsetBehind(
  mode: Mode,
  offsetMs: number | undefined,
  real: number | undefined,
  seen: number | undefined,
): number | undefined {
  if (mode === "live" || offsetMs === undefined || real === undefined || seen === undefined) return undefined;
  return seen > real + offsetMs ? seen - real : undefined;
}
