import type { EventFact, Facts, Instant } from "@/lib/journey/facts";
import { matchPattern } from "./match-pattern";
import { type PatternState, touchPattern } from "./pattern-state";
import { eventsOf, readPattern } from "./read-pattern";
import type { CompiledNode } from "./types";

export type PatternAnswer = "fires" | "not_yet" | "not_named";

/** Whether the last of somebody's events makes the pattern of a trigger come true, after all those before it. */
export function patternFires(node: CompiledNode, facts: Facts, events: readonly EventFact[]): PatternAnswer {
  const pattern = readPattern(node.type, node.config);
  const last = events.at(-1);
  if (!pattern || !last || pattern.kind === "silence" || !eventsOf(pattern)?.includes(last.event)) return "not_named";
  const home = { nodeId: node.id, journey: facts.journey, timezone: facts.default_timezone };
  let row: { state: PatternState; due: Instant | undefined } = { state: {}, due: undefined };
  let fires = false;
  for (const event of events) {
    const parts = pattern.parts.flatMap((part, i) => (part.event === event.event ? [i] : []));
    const match = parts.length > 0 && matchPattern(pattern, parts, home, facts.subscriber, event);
    if (!match) {
      fires = false;
      continue;
    }
    const touched = touchPattern(pattern, row, match, event.at);
    row = touched;
    fires = touched.fired.some(({ byEvent }) => byEvent);
  }
  return fires ? "fires" : "not_yet";
}
