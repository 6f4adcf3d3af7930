import { exactWindowMs } from "@/lib/journey/exact-window";
import type { Pattern, PatternEvent } from "@/lib/journey/pattern";
import type { PatternRow, TriggerPatternConfig } from "./schema";

const eventOf = ({ event, where }: PatternRow): PatternEvent => ({ event, where });

/** The pattern that a config describes; windows that have no fixed length count as none. The config must have passed its `check`. */
export function patternOf({ kind, events, within, consecutive, threshold }: TriggerPatternConfig): Pattern {
  const windowMs = (row: PatternRow) => exactWindowMs(row.within) ?? 0;
  switch (kind) {
    case "count":
    case "set":
      return {
        kind: "set",
        parts: events.map((row) => ({
          ...eventOf(row),
          min: row.min ?? (row.max === undefined ? 1 : 0),
          max: row.max,
          withinMs: windowMs(row),
        })),
      };
    case "sequence":
      return {
        kind: "sequence",
        parts: events.map(eventOf),
        withinMs: exactWindowMs(within) ?? 0,
        consecutive: consecutive === true,
      };
    case "score":
      return {
        kind: "score",
        parts: events.map((row) => ({ ...eventOf(row), weight: row.weight ?? 1, withinMs: windowMs(row) })),
        threshold: threshold ?? 1,
      };
    case "total":
      return {
        kind: "total",
        parts: events.map((row) => ({ ...eventOf(row), property: row.property || undefined })),
        threshold: threshold ?? 1,
      };
  }
}
