import type pg from "pg";
import { BUILT, READ_PATTERNS } from "@/lib/db/patterns.sql";
import { exactWindowMs } from "@/lib/journey/exact-window";
import type { Pattern } from "@/lib/journey/pattern";
import { triggerInactivity } from "@/lib/nodes/trigger-inactivity/definition";
import { patternOf } from "@/lib/nodes/trigger-pattern/pattern-of";
import { schema as triggerPatternSchema } from "@/lib/nodes/trigger-pattern/schema";
import { log } from "@/lib/queue/log";
import type { Route } from "./ingest-routes";

/** A pattern that people's events are held against, ready to be asked. */
export type LivePattern = {
  id: number;
  pattern: Pattern;
  route: Route;
  /** false: the journey is paused. What people do is remembered all the same, and nobody enters. */
  fires: boolean;
  /** every person's state is complete; else built_to has to be read */
  built: boolean;
};

/** What `event` is of a pattern: which of its parts name it. */
export type PatternUse = { live: LivePattern; parts: number[] };

export type LivePatterns = {
  byId: ReadonlyMap<number, LivePattern>;
  byEvent: ReadonlyMap<string, PatternUse[]>;
  /** silences of any kind: every event counts for them */
  ofAny: readonly LivePattern[];
};

export const NO_PATTERNS: LivePatterns = { byId: new Map(), byEvent: new Map(), ofAny: [] };

/** The pattern in a trigger's stored config; undefined when this build cannot read it, or when it is no such trigger. */
export function readPattern(type: string, config: unknown): Pattern | undefined {
  if (type === "trigger.inactivity") {
    const parsed = triggerInactivity.schema.safeParse(config);
    if (!parsed.success) return undefined;
    return { kind: "silence", event: parsed.data.event || undefined, forMs: exactWindowMs(parsed.data.for) ?? 0 };
  }
  if (type !== "trigger.pattern") return undefined;
  const parsed = triggerPatternSchema.safeParse(config);
  return parsed.success ? patternOf(parsed.data) : undefined;
}

/** The names of the events that a pattern looks at; undefined: of any. */
export function eventsOf(pattern: Pattern): string[] | undefined {
  if (pattern.kind !== "silence") return [...new Set(pattern.parts.map(({ event }) => event))];
  return pattern.event === undefined ? undefined : [pattern.event];
}

export type PatternRoute = { patternId: number; type: string; config: unknown; route: Route; fires: boolean };

/** Makes the workspace's patterns ready: once per trigger epoch. */
export async function livePatterns(
  client: pg.ClientBase,
  workspaceId: number,
  routes: readonly PatternRoute[],
): Promise<LivePatterns> {
  if (routes.length === 0) return NO_PATTERNS;
  const { rows } = await client.query<{ id: number; built_to: string }>(READ_PATTERNS, [workspaceId]);
  const builtTo = new Map(rows.map((row) => [row.id, row.built_to]));
  const byId = new Map<number, LivePattern>();
  const byEvent = new Map<string, PatternUse[]>();
  const ofAny: LivePattern[] = [];
  for (const { patternId, type, config, route, fires } of routes) {
    const pattern = readPattern(type, config);
    const built = builtTo.get(patternId);
    if (!pattern || built === undefined) {
      log.error(
        { pattern: patternId, version: route.versionId },
        "a published pattern cannot be read; it lets nobody in",
      );
      continue;
    }
    const live: LivePattern = { id: patternId, pattern, route, fires, built: built === BUILT };
    byId.set(patternId, live);
    const names = eventsOf(pattern);
    if (!names) ofAny.push(live);
    for (const name of names ?? []) {
      const parts =
        pattern.kind === "silence" ? [0] : pattern.parts.flatMap(({ event }, i) => (event === name ? [i] : []));
      byEvent.set(name, [...(byEvent.get(name) ?? []), { live, parts }]);
    }
  }
  return { byId, byEvent, ofAny };
}
