import type pg from "pg";
import { BUILT, READ_PATTERNS } from "@/lib/db/patterns.sql";
import type { PatternHome } from "@/lib/engine/match-pattern";
import { eventsOf, readPattern } from "@/lib/engine/read-pattern";
import type { Pattern } from "@/lib/journey/pattern";
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

/** What a live pattern's filters may see besides the event and the person. */
export function homeOf({ route }: LivePattern, workspace: { timezone: string }): PatternHome {
  return { nodeId: route.nodeId, journey: route.journey, timezone: route.timezone ?? workspace.timezone };
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
