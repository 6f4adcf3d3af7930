import { decodeCursor } from "@/lib/api/cursor";

/** Sort key of a list by time: microseconds since 1970 (PostgreSQL's own precision) and an id that breaks ties. */
export type TimeKey = { micros: bigint; id: string };

const BEYOND_ALL: TimeKey = { micros: 253_402_300_800_000_000n, id: "~" };
const MICROS_DIGITS_MAX = 18;

/** Where a page of a newest-first list starts; without a cursor beyond everything. Undefined: not one of our cursors. */
export function timeKeyOf(cursor: string | undefined, idIsValid: (id: string) => boolean): TimeKey | undefined {
  if (cursor === undefined) return BEYOND_ALL;
  const [micros, id] = decodeCursor(cursor, 2) ?? [];
  if (micros === undefined || id === undefined) return undefined;
  if (micros.length > MICROS_DIGITS_MAX || !/^-?\d+$/.test(micros) || !idIsValid(id)) return undefined;
  return { micros: BigInt(micros), id };
}
