import type { Instant } from "./facts";
import type { Json } from "./json";
import { localTime } from "./local-time";
import { INSTANT_MAX, isLocalText, parseInstant } from "./parse-instant";
import { storableText } from "./storable-text";
import { addDuration, localInstant, subtractDuration } from "./time";
import type { Transform } from "./transform";

export type Transformed = { ok: true; value: Json } | { ok: false };

const FAILED: Transformed = { ok: false };
const DAY_MS = 86_400_000;
const TEXT_LENGTH_MAX = 10_000;

/**
 * The value a transform makes of another, with `by` filled already. Fails on a value of the wrong type or none at all, except that a sum begins
 * at 0 and a text at "". Dates are counted in `zone`; they are read as conditions read them and written as ISO text.
 */
export function applyTransform(
  transform: Pick<Transform, "op" | "to">,
  value: Json | undefined,
  by: Json | undefined,
  moment: { now: Instant; zone: string },
): Transformed {
  const { op } = transform;
  switch (op) {
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "round":
    case "at_least":
    case "at_most":
      return ofNumber(op, value ?? (op === "add" || op === "subtract" ? 0 : undefined), by);
    case "uppercase":
    case "lowercase":
    case "capitalize":
    case "trim":
    case "append":
    case "prepend":
    case "replace":
      return ofText(transform, value ?? (op === "append" || op === "prepend" ? "" : undefined), by);
    case "now":
      return { ok: true, value: new Date(moment.now).toISOString() };
    case "add_time":
    case "subtract_time":
    case "days_since":
    case "days_until":
    case "date_only":
      return ofDate(op, value, by, moment);
  }
}

type NumberOp = "add" | "subtract" | "multiply" | "divide" | "round" | "at_least" | "at_most";

function ofNumber(op: NumberOp, value: Json | undefined, by: Json | undefined): Transformed {
  const places = by ?? (op === "round" ? 0 : undefined);
  if (typeof value !== "number" || typeof places !== "number") return FAILED;
  const result = calculate(op, value, places);
  return Number.isFinite(result) ? { ok: true, value: result === 0 ? 0 : result } : FAILED;
}

function calculate(op: NumberOp, value: number, by: number): number {
  switch (op) {
    case "add":
      return withoutDust(value + by);
    case "subtract":
      return withoutDust(value - by);
    case "multiply":
      return withoutDust(value * by);
    case "divide":
      return value / by;
    case "round":
      return roundTo(value, Math.max(0, Math.min(12, Math.trunc(by))));
    case "at_least":
      return Math.max(value, by);
    case "at_most":
      return Math.min(value, by);
  }
}

/** 0.1 + 0.2 is 0.3 to whoever reads it. */
const withoutDust = (n: number): number => Number(n.toPrecision(15));

/** Half away from zero, by the decimal text: 1.005 to two places is 1.01. */
function roundTo(value: number, places: number): number {
  const size = Math.round(Number(`${Math.abs(value)}e${places}`));
  return Number.isFinite(size) ? Math.sign(value) * Number(`${size}e-${places}`) : value;
}

function ofText(
  { op, to = "" }: Pick<Transform, "op" | "to">,
  value: Json | undefined,
  by: Json | undefined,
): Transformed {
  if (typeof value === "object" || value === undefined) return FAILED;
  const text = String(value);
  const other = by === undefined || by === null || typeof by === "object" ? "" : String(by);
  const result = rewrite(op, text, other, to);
  if (result === undefined || result.length > TEXT_LENGTH_MAX) return FAILED;
  return { ok: true, value: storableText(result) };
}

function rewrite(op: Transform["op"], text: string, by: string, to: string): string | undefined {
  if (op === "uppercase") return text.toUpperCase();
  if (op === "lowercase") return text.toLowerCase();
  if (op === "capitalize")
    return text.replace(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
  if (op === "trim") return text.trim().replace(/\s+/g, " ");
  if (op === "append") return text + by;
  if (op === "prepend") return by + text;
  return op === "replace" && by !== "" ? text.split(by).join(to) : undefined;
}

type DateOp = "add_time" | "subtract_time" | "days_since" | "days_until" | "date_only";

function ofDate(
  op: DateOp,
  value: Json | undefined,
  by: Json | undefined,
  { now, zone }: { now: Instant; zone: string },
): Transformed {
  const at = typeof value === "string" && isLocalText(value) ? localInstant(value, zone) : parseInstant(value);
  if (at === undefined || Math.abs(at) > INSTANT_MAX / 2) return FAILED;
  switch (op) {
    case "add_time":
    case "subtract_time": {
      if (typeof by !== "string") return FAILED;
      const moved = op === "add_time" ? addDuration(at, by, zone) : subtractDuration(at, by, zone);
      // A plain date stays one as long as whole days are counted.
      const plain = typeof value === "string" && value.length === 10 && !by.includes("T");
      return { ok: true, value: plain ? localTime(moved, zone).date : new Date(moved).toISOString() };
    }
    case "days_since":
    case "days_until": {
      const days = (Date.parse(localTime(now, zone).date) - Date.parse(localTime(at, zone).date)) / DAY_MS;
      return { ok: true, value: op === "days_since" ? days : days === 0 ? 0 : -days };
    }
    case "date_only":
      return { ok: true, value: localTime(at, zone).date };
  }
}
